package org.livelihood.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Answers that went through the door and are for everybody, as they were sent: whoever asks for the very same in the
 * second after has them without going the whole way again, as from a shared cache (RFC 9111) within the program.
 *
 * <p>An endpoint says itself that its answer may be kept and as long as it holds. Only plain questions are answered so:
 * by somebody who has not signed in, with no condition, and from no other site.
 */
@Component
public class KeptAnswers {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    /** What makes another answer of it, or one that is not for everybody. */
    private static final List<String> NOT_PLAIN = List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.COOKIE,
            HttpHeaders.ORIGIN,
            HttpHeaders.RANGE,
            HttpHeaders.ACCEPT,
            HttpHeaders.IF_NONE_MATCH,
            HttpHeaders.IF_MODIFIED_SINCE);

    private static final String ANYTHING = "*/*";

    private final Cache<String, Kept> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String uri, Kept answer) -> uri.length() + answer.body().length)
            .expireAfterWrite(LONGEST)
            .build();

    /**
     * An answer with all its headers but the request's id.
     *
     * @param pattern the path's, by which requests are counted
     */
    private record Kept(HttpHeaders headers, @Nullable Object pattern, byte[] body, BooleanSupplier holds) {}

    /** Keeps what this exchange is answered, if it is a plain question, until it does not hold any more. */
    public void keep(ServerWebExchange exchange, byte[] body, BooleanSupplier holds) {
        if (isPlain(exchange.getRequest())) {
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> put(exchange, body, holds)));
        }
    }

    private void put(ServerWebExchange exchange, byte[] body, BooleanSupplier holds) {
        if (HttpStatus.OK.equals(exchange.getResponse().getStatusCode())) {
            HttpHeaders headers = new HttpHeaders();
            headers.putAll(exchange.getResponse().getHeaders());
            headers.remove(RequestIds.HEADER);
            Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            answers.put(uri(exchange.getRequest()), new Kept(headers, pattern, body, holds));
        }
    }

    /** Writes the kept answer; null where there is none that holds. */
    public @Nullable Mono<Void> answer(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Kept kept = isPlain(request) ? answers.getIfPresent(uri(request)) : null;
        return kept != null && kept.holds().getAsBoolean() ? write(exchange, kept) : null;
    }

    private static Mono<Void> write(ServerWebExchange exchange, Kept kept) {
        if (kept.pattern() != null) {
            exchange.getAttributes().put(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, kept.pattern());
        }
        exchange.getResponse().getHeaders().putAll(kept.headers());
        return exchange.getResponse()
                .writeWith(Mono.fromSupplier(
                        () -> exchange.getResponse().bufferFactory().wrap(kept.body())));
    }

    private static boolean isPlain(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return HttpMethod.GET.equals(request.getMethod()) && NOT_PLAIN.stream().noneMatch(name -> says(headers, name));
    }

    private static boolean says(HttpHeaders headers, String name) {
        String value = headers.getFirst(name);
        return value != null && !(name.equals(HttpHeaders.ACCEPT) && value.equals(ANYTHING));
    }

    /** As it was sent, letter by letter: what is written in another way is asked the whole way. */
    private static String uri(ServerHttpRequest request) {
        return Objects.toString(request.getURI().getRawPath())
                + '?'
                + request.getURI().getRawQuery();
    }
}
