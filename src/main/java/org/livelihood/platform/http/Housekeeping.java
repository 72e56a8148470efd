package org.livelihood.platform.http;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Forgets idempotency keys whose day is over. */
@Component
public class Housekeeping {

    private final IdempotencyStore store;

    Housekeeping(IdempotencyStore store) {
        this.store = store;
    }

    /** How many keys were forgotten. */
    @Transactional
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    public Mono<Long> forgetOldKeys() {
        return store.forgetOld();
    }
}
