package org.livelihood.sale.payment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where the money of payments comes from and goes to: neither ever changes, so what was read once is remembered. */
@Component
class PaymentDestinations {

    private static final int MOST = 100_000;

    private final PaymentStore store;
    private final Cache<PaymentId, Destination> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    PaymentDestinations(PaymentStore store) {
        this.store = store;
    }

    /**
     * Of one payment.
     *
     * @param provider who takes the money
     * @param producers whose orders it pays
     */
    record Destination(String provider, Set<ProducerId> producers) {

        Destination {
            producers = Set.copyOf(producers);
        }

        /** The producer, where there is but one. */
        @Nullable
        ProducerId onlyProducer() {
            return producers.size() == 1 ? producers.iterator().next() : null;
        }
    }

    /** Empty for an unknown payment. */
    Mono<Destination> of(PaymentId payment) {
        Destination found = known.getIfPresent(payment);
        return found == null ? store.destination(payment).doOnNext(read -> known.put(payment, read)) : Mono.just(found);
    }

    void remember(PaymentId payment, Destination destination) {
        known.put(payment, destination);
    }
}
