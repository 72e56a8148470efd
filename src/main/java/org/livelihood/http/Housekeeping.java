package org.livelihood.http;

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
    public Mono<Long> forgetOldKeys() {
        return store.forgetOld();
    }
}
