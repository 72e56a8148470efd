package org.livelihood.sale.order;

import java.time.Duration;
import org.livelihood.platform.database.Rounds;
import org.livelihood.platform.database.RoundsLifecycle;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets orders expire, as long as the program runs. */
@Component
class OrderLifecycle extends RoundsLifecycle {

    private static final Duration FORGETS_EVERY = Duration.ofHours(1);

    OrderLifecycle(Expiry expiry, OrderSettings settings) {
        super(
                new Rounds("The expiry of orders", settings.sweep(), () -> allExpired(expiry)),
                new Rounds("Forgetting keys and quotes", FORGETS_EVERY, expiry::forget));
    }

    /** Producer by producer, so many at a time that nobody waits long for what is held. */
    static Mono<Void> allExpired(Expiry expiry) {
        return expiry.producers()
                .flatMapMany(Flux::fromIterable)
                .concatMap(producer -> allExpired(expiry, producer))
                .then();
    }

    private static Mono<Void> allExpired(Expiry expiry, ProducerId producer) {
        return Mono.defer(() -> expiry.expireSome(producer))
                .repeat()
                .takeUntil(ended -> ended < Expiry.BATCH)
                .then();
    }
}
