package org.livelihood.platform.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/**
 * What a controller method takes that is to happen once for each {@code Idempotency-Key} of its caller: the header is
 * then required and described.
 *
 * @see Idempotency
 */
public final class Once {

    private final Idempotency idempotency;
    private final Caller caller;
    private final @Nullable String header;

    Once(Idempotency idempotency, Caller caller, @Nullable String header) {
        this.idempotency = idempotency;
        this.caller = caller;
        this.header = header;
    }

    /**
     * The caller's key, bound to an operation and its input.
     *
     * @throws Refusal when the header is missing or malformed
     */
    public Idempotency.Key key(String operation, Object input) {
        return idempotency.key(caller, header, operation, input);
    }

    /** Makes something once: 201 with it, or with what the first request of this key was answered. */
    public <T> Mono<ResponseEntity<T>> created(
            String operation, Object input, Class<T> type, Supplier<Mono<T>> effect) {
        return answered(HttpStatus.CREATED, operation, input, type, effect);
    }

    /** Does something once: 200 with what came of it, or with what the first request of this key was answered. */
    public <T> Mono<ResponseEntity<T>> done(String operation, Object input, Class<T> type, Supplier<Mono<T>> effect) {
        return answered(HttpStatus.OK, operation, input, type, effect);
    }

    private <T> Mono<ResponseEntity<T>> answered(
            HttpStatus status, String operation, Object input, Class<T> type, Supplier<Mono<T>> effect) {
        return Mono.fromCallable(() -> key(operation, input))
                .flatMap(key -> idempotency.once(key, status, type, effect));
    }
}
