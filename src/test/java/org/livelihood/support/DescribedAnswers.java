package org.livelihood.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** Holds every answer that a journey sees against the API's description. */
@TestConfiguration(proxyBeanMethods = false)
public class DescribedAnswers {

    private static final String API = "/api/v1/";
    /** The description is longer than what a client takes by itself. */
    private static final int DESCRIPTION_BYTES = 8 << 20;

    private static final Map<String, Described> DESCRIPTIONS = new ConcurrentHashMap<>();

    @Bean
    WebTestClientBuilderCustomizer describedAnswers() {
        return builder -> builder.entityExchangeResultConsumer(DescribedAnswers::check)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(DESCRIPTION_BYTES));
    }

    private static void check(EntityExchangeResult<?> exchange) {
        URI url = exchange.getUrl();
        if (!url.getPath().startsWith(API)) {
            return;
        }
        Exchanges.record(exchange);
        List<String> differences = DESCRIPTIONS
                .computeIfAbsent(url.getAuthority(), at -> new Described(documentOf(url.resolve("/v3/api-docs"))))
                .differences(exchange);
        if (!differences.isEmpty()) {
            String exchanged = exchange.getMethod() + " " + url.getPath();
            throw new AssertionError(exchanged + " is not as described: " + differences);
        }
    }

    private static String documentOf(URI address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address).build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException unreachable) {
            throw new AssertionError("no description at " + address, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
