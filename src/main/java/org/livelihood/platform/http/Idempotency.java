package org.livelihood.platform.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Sha256;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a command happen once for each {@code Idempotency-Key} of a caller.
 *
 * <p>The claim stands in the transaction of the effect: both are there or neither. While the first request is in flight
 * a second one answers 409; later ones with the same body get the first answer again, with the header
 * {@code Idempotent-Replayed: true}; another body answers 422. A refused or failed command stores nothing, so the same
 * key may be tried again. Answers are kept 24 hours.
 */
@Component
public class Idempotency {

    public static final String HEADER = "Idempotency-Key";
    public static final String REPLAYED = "Idempotent-Replayed";

    public static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{8,100}");

    private final IdempotencyStore store;
    private final JsonMapper json;

    Idempotency(IdempotencyStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    /** A key that a client sent, checked, with the digest of what it stands for. */
    public record Key(Caller caller, String text, byte[] fingerprint) {}

    /**
     * Checks the header and binds it to the operation and its input.
     *
     * @throws Refusal when the header is missing or is not 8 to 100 visible ASCII characters
     */
    public Key key(Caller caller, @Nullable String header, String operation, Object input) {
        if (header == null) {
            throw Refusal.ofField(HttpReason.IDEMPOTENCY_KEY_MISSING, HEADER);
        }
        if (!KEY.matcher(header).matches()) {
            throw Refusal.ofField(HttpReason.IDEMPOTENCY_KEY_MALFORMED, HEADER);
        }
        return new Key(caller, header, fingerprint(operation, input));
    }

    private byte[] fingerprint(String operation, Object input) {
        return Sha256.of((operation + "\0").getBytes(StandardCharsets.UTF_8), json.writeValueAsBytes(input));
    }

    /** Runs the effect once and answers with its result, or answers with what the first run answered. */
    @Transactional
    public <T> Mono<ResponseEntity<T>> once(Key key, HttpStatus status, Class<T> type, Supplier<Mono<T>> effect) {
        return store.lock(key)
                .flatMap(free -> free ? store.find(key) : Mono.error(inFlight()))
                .map(stored -> replay(key, stored, type))
                .switchIfEmpty(Mono.defer(() -> run(key, status, effect)));
    }

    private <T> ResponseEntity<T> replay(Key key, IdempotencyStore.Stored stored, Class<T> type) {
        if (!MessageDigest.isEqual(stored.fingerprint(), key.fingerprint())) {
            throw new Refusal(HttpReason.IDEMPOTENCY_KEY_REUSED);
        }
        T body = read(stored.body(), type);
        return ResponseEntity.status(stored.status()).header(REPLAYED, "true").body(body);
    }

    /** What was said is said again: what the type holds beside it, or holds since an update, is not asked for. */
    private <T> T read(String body, Class<T> type) {
        return json.readerFor(type)
                .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .readValue(body);
    }

    private <T> Mono<ResponseEntity<T>> run(Key key, HttpStatus status, Supplier<Mono<T>> effect) {
        return effect.get()
                .flatMap(result -> store.save(key, status.value(), json.writeValueAsString(result))
                        .thenReturn(ResponseEntity.status(status).body(result)));
    }

    private static Refusal inFlight() {
        return new Refusal(HttpReason.IDEMPOTENCY_KEY_IN_FLIGHT);
    }
}
