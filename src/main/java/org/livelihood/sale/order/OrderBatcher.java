package org.livelihood.sale.order;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.livelihood.platform.database.Lane;
import org.livelihood.platform.database.NaturalBatches;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.sale.promotion.Promotions;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Purchases of one producer that arrive while a batch of its is in flight go together in the next: decision 0006. */
@Component
class OrderBatcher implements MeterBinder {

    private static final int LARGEST = 256;
    private static final int TRIES_FOR_A_KEY = 3;
    private static final int MOST_WAITING = 4096;

    private final NaturalBatches<ProducerId, Purchase, Placement> batches;
    private final Batch batch;

    OrderBatcher(Batch batch, OrderSettings settings) {
        this.batches = new NaturalBatches<>(
                settings.shards(),
                LARGEST,
                MOST_WAITING,
                Lane.ORDERS,
                (producer, purchases) -> again(batch.place(producer, purchases)));
        this.batch = batch;
    }

    /** A key that another batch is placing at this moment fails the whole batch; the next try finds it placed. */
    private static <T> Mono<T> again(Mono<T> placing) {
        return placing.retryWhen(Retry.max(TRIES_FOR_A_KEY).filter(DuplicateKeyException.class::isInstance));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("livelihood.batches.waiting", batches, NaturalBatches::waiting)
                .description("Requests that wait for their batch")
                .tag("line", "orders")
                .register(registry);
    }

    /**
     * In a batch of its producer. A purchase of several producers goes alone, and one with coupons: that one of them is
     * used up rolls back nobody else's.
     */
    Mono<Placement> place(Purchase purchase) {
        return purchase.parts().size() == 1 && purchase.coupons().isEmpty()
                ? batches.submit(purchase.parts().get(0).producer(), purchase)
                : again(batch.placeAlone(purchase));
    }

    /** One batch: one transaction. */
    @Component
    static class Batch {

        private final PlacementStore store;
        private final OrderAddresses addresses;
        private final DiscountStore discounts;
        private final Promotions promotions;
        private final OrderEvents events;
        private final Clock clock;
        private final Duration patience;

        Batch(
                PlacementStore store,
                OrderAddresses addresses,
                DiscountStore discounts,
                Promotions promotions,
                OrderEvents events,
                Clock clock,
                OrderSettings settings) {
            this.store = store;
            this.addresses = addresses;
            this.discounts = discounts;
            this.promotions = promotions;
            this.events = events;
            this.clock = clock;
            this.patience = settings.expiry();
        }

        @Transactional
        public Mono<List<Placement>> place(ProducerId producer, List<Purchase> purchases) {
            Instant now = now();
            return store.place(producer, purchases, now, now.plus(patience))
                    .delayUntil(placements -> written(placed(purchases, placements), now))
                    .flatMap(placements -> addresses.freeze(purchases, placements));
        }

        private static List<Purchase.Part> placed(List<Purchase> purchases, List<Placement> placements) {
            return IntStream.range(0, purchases.size())
                    .filter(i -> placements.get(i) instanceof Placement.Placed)
                    .mapToObj(i -> purchases.get(i).parts())
                    .flatMap(List::stream)
                    .toList();
        }

        @Transactional
        public Mono<Placement> placeAlone(Purchase purchase) {
            Instant now = now();
            return store.placeSeveral(purchase, now, now.plus(patience))
                    .delayUntil(placement -> written(placed(List.of(purchase), List.of(placement)), now))
                    .delayUntil(placement -> placement instanceof Placement.Placed
                            ? promotions.use(purchase.buyer(), purchase.coupons(), purchase.uses())
                            : Mono.empty())
                    .flatMap(placement -> addresses.freeze(List.of(purchase), List.of(placement)))
                    .map(placements -> placements.get(0));
        }

        private Mono<Void> written(List<Purchase.Part> placed, Instant now) {
            return discounts.add(placed).then(Mono.defer(() -> events.placed(placed, now)));
        }

        private Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }
    }
}
