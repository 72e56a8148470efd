package org.livelihood.platform.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.vault.FieldCipher;
import org.livelihood.platform.vault.KnownKeys;
import org.livelihood.platform.vault.MasterSecret;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The keys that sign access tokens: RS256, the newest signs, and each stays published until the last token that it
 * signed has expired. Private keys lie in the database sealed under the master secret.
 */
@Component
public class KeyRing {

    private static final int BITS = 2048;
    private static final Duration REREAD = Duration.ofSeconds(30);
    private static final Duration PAUSE_AFTER_UNKNOWN = Duration.ofSeconds(1);
    private static final Duration OLDEST = Duration.ofDays(90);
    private static final Duration KEPT_AFTER_ROTATION = AccessTokens.LIFETIME.plusMinutes(5);

    private final KeyStore store;
    private final MasterSecret master;
    private final KnownKeys known;
    private final Clock clock;
    private final AtomicReference<@Nullable StoredKey> spare = new AtomicReference<>();
    private volatile Ring ring = new Ring(List.of(), Instant.EPOCH);

    KeyRing(KeyStore store, MasterSecret master, KnownKeys known, Clock clock) {
        this.store = store;
        this.master = master;
        this.known = known;
        this.clock = clock;
    }

    record StoredKey(String id, byte[] publicKey, byte[] privateKey) {}

    private record Ring(List<RSAKey> keys, Instant readAt) {}

    /** All keys whose tokens may still be valid, newest first. */
    Mono<List<RSAKey>> keys() {
        Ring known = ring;
        if (!known.keys().isEmpty() && known.readAt().plus(REREAD).isAfter(clock.instant())) {
            return Mono.just(known.keys());
        }
        return read();
    }

    private Mono<List<RSAKey>> read() {
        return store.live(clock.instant().minus(KEPT_AFTER_ROTATION))
                .map(this::opened)
                .collectList()
                .doOnNext(keys -> ring = new Ring(keys, clock.instant()));
    }

    /** The key that signs now. */
    Mono<RSAKey> signing() {
        return keys().map(keys -> keys.get(0));
    }

    /** A key by its id; one that another node made a moment ago is looked up. Empty for an unknown one. */
    Mono<RSAKey> find(@Nullable String id) {
        return keys().flatMapIterable(keys -> keys)
                .filter(key -> key.getKeyID().equals(id))
                .next()
                .switchIfEmpty(Mono.defer(() -> findAnew(id)));
    }

    private Mono<RSAKey> findAnew(@Nullable String id) {
        if (ring.readAt().plus(PAUSE_AFTER_UNKNOWN).isAfter(clock.instant())) {
            return Mono.empty();
        }
        return read().flatMapIterable(keys -> keys)
                .filter(key -> key.getKeyID().equals(id))
                .next();
    }

    /** The public halves, as a JWK Set (RFC 7517). */
    Mono<Map<String, Object>> published() {
        return keys().map(keys -> new JWKSet(List.copyOf(keys)).toPublicJWKSet().toJSONObject());
    }

    /** Makes the figures of a key ahead where one is due: see {@link #makeSpare}. */
    Mono<Void> prepare() {
        return store.youngerThan(clock.instant().minus(OLDEST)).flatMap(young -> young ? Mono.empty() : makeSpare());
    }

    /** Makes the figures of the next key ahead, which takes its time, so that no transaction waits for it. */
    Mono<Void> makeSpare() {
        return made().doOnNext(spare::set).then();
    }

    private Mono<StoredKey> made() {
        return Mono.justOrEmpty(spare.getAndSet(null))
                .switchIfEmpty(Mono.fromCallable(this::generate).subscribeOn(Schedulers.boundedElastic()));
    }

    /** Makes a key that signs from now on; the former ones only verify. {@link #makeSpare} goes before it. */
    @Transactional
    public Mono<Void> rotate() {
        return made().flatMap(key -> store.retireAll(clock.instant()).then(store.add(key)))
                .doOnSuccess(done -> ring = new Ring(List.of(), Instant.EPOCH));
    }

    /**
     * Makes the first key, unless there is one.
     *
     * @throws CannotStart as {@link KnownKeys#requireKnown}
     */
    @Transactional
    public Mono<Void> ensureKey() {
        return store.lock()
                .then(known.requireKnown())
                .then(store.youngerThan(clock.instant().minus(OLDEST)))
                .flatMap(young -> young ? Mono.empty() : rotate());
    }

    private StoredKey generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        KeyPair pair = generator.generateKeyPair();
        String id = Uuids.next().toString();
        byte[] sealed =
                FieldCipher.encrypt(sealing(), place(id), pair.getPrivate().getEncoded());
        return new StoredKey(id, pair.getPublic().getEncoded(), sealed);
    }

    private RSAKey opened(StoredKey key) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            byte[] opened = FieldCipher.decrypt(sealing(), place(key.id()), key.privateKey());
            RSAPublicKey open = (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(key.publicKey()));
            return new RSAKey.Builder(open)
                    .privateKey(factory.generatePrivate(new PKCS8EncodedKeySpec(opened)))
                    .keyID(key.id())
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .build();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Map<String, SecretKey> sealing() {
        return Map.of("master", master.derived("signing keys"));
    }

    private static String place(String id) {
        return "security_key|private_key|" + id;
    }
}
