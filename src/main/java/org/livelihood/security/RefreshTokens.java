package org.livelihood.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.livelihood.kernel.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Refresh tokens: 256 random bits, stored as digests, each good for one use within 30 days.
 *
 * <p>One that comes a second time was stolen from somebody, so the whole family of that login is revoked (RFC 9700,
 * section 4.14).
 */
@Component
class RefreshTokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final int BYTES = 32;

    private final RefreshStore store;
    private final Clock clock;

    RefreshTokens(RefreshStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A fresh token and whose it is. */
    record Issued(AccountId account, String token) {}

    static String randomToken() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Transactional
    public Mono<Issued> start(AccountId account) {
        return store.addFamily(account).flatMap(this::next);
    }

    /** Empty when the token is unknown, expired or revoked, or was used before: then its family is revoked. */
    @Transactional
    public Mono<Optional<Issued>> rotate(String token) {
        byte[] hash = hash(token);
        return store.use(hash, clock.instant())
                .flatMap(this::next)
                .map(Optional::of)
                .switchIfEmpty(
                        Mono.defer(() -> store.revoke(hash, clock.instant()).thenReturn(Optional.empty())));
    }

    @Transactional
    public Mono<Void> revoke(String token) {
        return store.revoke(hash(token), clock.instant());
    }

    @Transactional
    public Mono<Void> revokeAll(AccountId account) {
        return store.revokeAll(account, clock.instant());
    }

    private Mono<Issued> next(RefreshStore.Family family) {
        String token = randomToken();
        return store.add(family, hash(token), clock.instant().plus(LIFETIME))
                .thenReturn(new Issued(family.account(), token));
    }
}
