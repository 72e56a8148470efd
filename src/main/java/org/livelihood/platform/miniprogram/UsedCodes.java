package org.livelihood.platform.miniprogram;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Codes that have come, by their digests; WeChat itself takes none that is older than five minutes. */
@Component
class UsedCodes {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final CodeStore store;
    private final Clock clock;

    UsedCodes(CodeStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** False for a code that has come before, also to another node and at the same moment. */
    @Transactional
    public Mono<Boolean> use(byte[] hash) {
        return store.use(hash, clock.instant());
    }

    /** It was not used after all. */
    @Transactional
    public Mono<Void> giveBack(byte[] hash) {
        return store.giveBack(hash);
    }

    @Transactional
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    public Mono<Void> forgetOld() {
        return store.forget(clock.instant().minus(KEPT));
    }
}
