package org.livelihood.sale.alipay;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;

/** Asks Alipay's gateway, each question once and within a time. */
final class AlipayGateway {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final AlipaySettings settings;
    private final Envelopes envelopes;
    private final SignedAnswers answers;
    private final WebClient web = WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(
                    HttpClient.create().disableRetry(true).responseTimeout(PATIENCE)))
            .build();

    AlipayGateway(AlipaySettings settings, Envelopes envelopes, SignedAnswers answers) {
        this.settings = settings;
        this.envelopes = envelopes;
        this.answers = answers;
    }

    /** What it answers where it did it; an {@link AlipayFailure} otherwise. */
    Mono<JsonNode> ask(String method, Map<String, String> business) {
        return Mono.fromCallable(() -> envelopes.of(method, business, Map.of()))
                .flatMap(form -> web.post()
                        .uri(settings.address())
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .bodyValue(form)
                        .retrieve()
                        .bodyToMono(byte[].class))
                .timeout(PATIENCE)
                .onErrorMap(AlipayGateway::isSilence, AlipayGateway::silence)
                .map(body -> answers.read(method, body));
    }

    private static boolean isSilence(Throwable error) {
        return error instanceof WebClientException || error instanceof TimeoutException;
    }

    private static AlipayFailure silence(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        return AlipayFailure.saying("no answer, " + cause.getClass().getSimpleName());
    }
}
