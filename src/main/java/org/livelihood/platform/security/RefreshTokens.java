package org.livelihood.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Sha256;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Refresh tokens: 256 random bits, stored as digests, each good for one use within 30 days; after 90 days a password is
 * asked for again.
 *
 * <p>One that comes a second time was stolen from somebody, so the whole family of that login is revoked (RFC 9700,
 * section 4.14).
 */
@Component
class RefreshTokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final Duration LIFETIME_OF_A_FAMILY = Duration.ofDays(90);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int BYTES = 32;

    private final RefreshStore store;
    private final Clock clock;

    RefreshTokens(RefreshStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A fresh token and whose it is. */
    record Issued(AccountId account, UUID family, String token) {}

    static String randomToken() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }

    @Transactional
    public Mono<Issued> start(AccountId account) {
        return store.addFamily(account).flatMap(this::next);
    }

    /** Empty when the token is unknown, expired or revoked, or was used before: then its family is revoked. */
    @Transactional
    public Mono<Optional<Issued>> rotate(String token) {
        byte[] hash = hash(token);
        Instant now = clock.instant();
        return store.use(hash, now, now.minus(LIFETIME_OF_A_FAMILY))
                .flatMap(this::next)
                .map(Optional::of)
                .switchIfEmpty(Mono.defer(() -> store.revoke(hash, now).thenReturn(Optional.empty())));
    }

    @Transactional
    public Mono<Void> revoke(String token) {
        return store.revoke(hash(token), clock.instant());
    }

    @Transactional
    public Mono<Void> revokeAll(AccountId account) {
        return store.revokeAll(account, clock.instant());
    }

    /** Forgets tokens that have expired, and logins without any. */
    @Transactional
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    public Mono<Void> forgetOld() {
        return store.forget(clock.instant().minus(KEPT));
    }

    private Mono<Issued> next(RefreshStore.Family family) {
        String token = randomToken();
        return store.add(family, hash(token), clock.instant().plus(LIFETIME))
                .thenReturn(new Issued(family.account(), family.id(), token));
    }
}
