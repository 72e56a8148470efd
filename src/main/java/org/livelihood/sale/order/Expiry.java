package org.livelihood.sale.order;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Ends orders whose time to pay is over, and forgets what need not be remembered. */
@Component
class Expiry {

    static final int BATCH = 200;
    private static final Duration KEYS_KEPT = Duration.ofHours(24);

    private final OrderStore store;
    private final Clock clock;

    Expiry(OrderStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Producers with orders whose time is over, be it that open payments hold them. */
    Mono<List<ProducerId>> producers() {
        return store.producersWithExpired();
    }

    /**
     * Expires up to {@link #BATCH} orders of a producer and tells how many; those that an open payment holds are left
     * alone.
     */
    @Transactional
    public Mono<Integer> expireSome(ProducerId producer) {
        return store.expire(producer, BATCH);
    }

    /** Forgets idempotency keys and quotes of more than a day ago. */
    @Transactional
    public Mono<Void> forget() {
        return store.forgetKeysBefore(clock.instant().minus(KEYS_KEPT));
    }
}
