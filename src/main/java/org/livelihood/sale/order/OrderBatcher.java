package org.livelihood.sale.order;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.livelihood.platform.database.Lane;
import org.livelihood.platform.database.NaturalBatches;
import org.livelihood.platform.http.HttpReason;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Purchases that arrive while a batch is in flight go together in the next one: see decision 0006. */
@Component
class OrderBatcher implements MeterBinder {

    private static final int LARGEST = 256;
    private static final int TRIES_FOR_A_KEY = 3;
    private static final int MOST_WAITING = 4096;

    private final NaturalBatches<Purchase, Placement> batches;

    OrderBatcher(Batch batch, OrderSettings settings) {
        this.batches = new NaturalBatches<>(
                settings.shards(),
                LARGEST,
                MOST_WAITING,
                Lane.ORDERS,
                purchases -> again(batch, purchases),
                () -> new Refusal(HttpReason.TRY_AGAIN));
    }

    /** A key that another batch is placing at this moment fails the whole batch; the next try finds it placed. */
    private static Mono<List<Placement>> again(Batch batch, List<Purchase> purchases) {
        return batch.place(purchases)
                .retryWhen(Retry.max(TRIES_FOR_A_KEY).filter(DuplicateKeyException.class::isInstance));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("livelihood.batches.waiting", batches, NaturalBatches::waiting)
                .description("Requests that wait for their batch")
                .tag("line", "orders")
                .register(registry);
    }

    Mono<Placement> place(Purchase purchase) {
        return batches.submit(purchase.shard(), purchase);
    }

    /** One batch: one transaction. */
    @Component
    static class Batch {

        private final PlacementStore store;
        private final Clock clock;
        private final Duration patience;

        Batch(PlacementStore store, Clock clock, OrderSettings settings) {
            this.store = store;
            this.clock = clock;
            this.patience = settings.expiry();
        }

        @Transactional
        public Mono<List<Placement>> place(List<Purchase> purchases) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            return store.place(purchases, now, now.plus(patience));
        }
    }
}
