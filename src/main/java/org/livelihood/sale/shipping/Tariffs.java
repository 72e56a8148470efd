package org.livelihood.sale.shipping;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What producers take for sending, as orders see it. Remembered for some seconds, so that one-tap buying asks nothing:
 * what another node has just changed holds here a moment later.
 */
@Service
public class Tariffs {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final TemplateStore store;
    private final Cache<ProducerId, Tariff> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    Tariffs(TemplateStore store) {
        this.store = store;
    }

    /** One for each of these. */
    public Mono<Map<ProducerId, Tariff>> of(Collection<ProducerId> producers) {
        Map<ProducerId, Tariff> found = new HashMap<>(known.getAllPresent(producers));
        List<ProducerId> others = producers.stream()
                .filter(id -> !found.containsKey(id))
                .distinct()
                .toList();
        return others.isEmpty()
                ? Mono.just(found)
                : store.of(others).collectList().map(stored -> {
                    others.forEach(producer -> {
                        Tariff tariff = tariff(producer, stored);
                        known.put(producer, tariff);
                        found.put(producer, tariff);
                    });
                    return found;
                });
    }

    private static Tariff tariff(ProducerId producer, List<TemplateStore.Stored> stored) {
        Map<ListingId, ShippingTemplate> byListing = new HashMap<>();
        ShippingTemplate elsewhere = null;
        for (TemplateStore.Stored one : stored) {
            if (one.template().producer().equals(producer)) {
                one.listings().forEach(listing -> byListing.put(listing, one.template()));
                elsewhere = one.template().byDefault() ? one.template() : elsewhere;
            }
        }
        return new Tariff(byListing, elsewhere);
    }

    void forget(ProducerId producer) {
        known.invalidate(producer);
    }
}
