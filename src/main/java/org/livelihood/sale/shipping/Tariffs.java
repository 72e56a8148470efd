package org.livelihood.sale.shipping;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.livelihood.platform.database.Remembered;
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
    private final Remembered<ProducerId, Tariff> known = new Remembered<>(MOST, REMEMBERED, this::read);

    Tariffs(TemplateStore store) {
        this.store = store;
    }

    /** One for each of these. */
    public Mono<Map<ProducerId, Tariff>> of(Collection<ProducerId> producers) {
        return known.of(producers);
    }

    private Mono<Map<ProducerId, Tariff>> read(Collection<ProducerId> producers) {
        return store.of(producers)
                .collectMultimap(stored -> stored.template().producer())
                .map(found -> producers.stream()
                        .collect(Collectors.toMap(
                                producer -> producer, producer -> tariff(found.getOrDefault(producer, List.of())))));
    }

    private static Tariff tariff(Collection<TemplateStore.Stored> stored) {
        Map<ListingId, ShippingTemplate> byListing = new HashMap<>();
        ShippingTemplate elsewhere = null;
        for (TemplateStore.Stored one : stored) {
            one.listings().forEach(listing -> byListing.put(listing, one.template()));
            elsewhere = one.template().byDefault() ? one.template() : elsewhere;
        }
        return new Tariff(byListing, elsewhere);
    }

    void forget(ProducerId producer) {
        known.forget(producer);
    }
}
