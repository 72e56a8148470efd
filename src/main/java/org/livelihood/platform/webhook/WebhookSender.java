package org.livelihood.platform.webhook;

import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.timeout.TimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Makes one attempt: a POST on a connection of its own to a public address. Redirects are answers like others, and of
 * an answer only its head is read.
 */
@Component
class WebhookSender {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int GONE = 410;

    private final HttpClient http;
    private final Duration patience;
    private final Clock clock;

    @Autowired
    WebhookSender(WebhookTargets targets, Clock clock) {
        this(targets.resolver(), PATIENCE, clock);
    }

    WebhookSender(PublicResolver resolver, Duration patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
        http = HttpClient.create(ConnectionProvider.newConnection())
                .resolver(resolver)
                .noProxy()
                .followRedirect(false)
                .disableRetry(true)
                .keepAlive(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(patience.toMillis()))
                .responseTimeout(patience);
    }

    /**
     * What came of an attempt.
     *
     * @param text the status, or why there was none
     * @param retryAfter how long the receiver asks us to wait
     */
    record Outcome(
            boolean taken,
            boolean gone,
            String text,
            @Nullable Duration retryAfter) {}

    /** Never fails: that nothing came of it is an outcome. */
    Mono<Outcome> send(String url, List<byte[]> secrets, UUID event, String body) {
        long seconds = clock.instant().getEpochSecond();
        return http.headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                        .set(HttpHeaderNames.USER_AGENT, "Livelihood")
                        .set("webhook-id", event.toString())
                        .set("webhook-timestamp", seconds)
                        .set("webhook-signature", Signature.of(secrets, event.toString(), seconds, body)))
                .post()
                .uri(url)
                .send(ByteBufMono.fromString(Mono.just(body)))
                .response((response, content) -> Mono.fromSupplier(() -> outcome(response)))
                .next()
                .timeout(patience)
                .onErrorResume(failure -> Mono.just(new Outcome(false, false, nameOf(failure), null)));
    }

    private Outcome outcome(HttpClientResponse response) {
        int status = response.status().code();
        return new Outcome(
                status >= 200 && status < 300,
                status == GONE,
                Integer.toString(status),
                pause(response.responseHeaders().get(HttpHeaderNames.RETRY_AFTER), clock.instant()));
    }

    /** Seconds, or a day and time (RFC 9110, 10.2.3); null for anything else. */
    static @Nullable Duration pause(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        if (retryAfter.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            return Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter, Instant::from));
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static String nameOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PublicResolver.NotPublic) {
                return "ADDRESS_NOT_PUBLIC";
            }
            if (cause instanceof UnknownHostException) {
                return "UNKNOWN_HOST";
            }
            if (cause instanceof ConnectTimeoutException
                    || cause instanceof TimeoutException
                    || cause instanceof java.util.concurrent.TimeoutException) {
                return "TIMEOUT";
            }
            if (cause instanceof SSLException) {
                return "TLS";
            }
        }
        return "NO_ANSWER";
    }
}
