package org.livelihood.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Families of tokens that ended before their access tokens expire: by a logout, a stolen refresh token, or new grants.
 *
 * <p>Every node reads them each two seconds, so that a revocation costs requests nothing and takes effect by then.
 */
@Component
class Revocations {

    private static final Duration LOOKED_BACK = AccessTokens.LIFETIME.plusMinutes(1);

    private final RefreshStore store;
    private final Clock clock;
    private volatile Set<UUID> ended = Set.of();

    Revocations(RefreshStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2_000, initialDelay = 2_000)
    Mono<Void> read() {
        return store.revokedSince(clock.instant().minus(LOOKED_BACK))
                .collect(Collectors.toUnmodifiableSet())
                .doOnNext(found -> ended = found)
                .then();
    }

    boolean hasEnded(UUID family) {
        return ended.contains(family);
    }
}
