package org.livelihood.sale.order;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whose SKUs are whose: a SKU never changes hands, so what was read once is remembered. */
@Component
class SkuProducers {

    private static final int MOST = 100_000;

    private final PlacementStore store;
    private final Cache<SkuId, ProducerId> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    SkuProducers(PlacementStore store) {
        this.store = store;
    }

    /** The producers of these SKUs; an unknown SKU is left out. */
    Mono<Map<SkuId, ProducerId>> of(Collection<SkuId> skus) {
        Map<SkuId, ProducerId> found = new HashMap<>(known.getAllPresent(skus));
        List<SkuId> others =
                skus.stream().filter(sku -> !found.containsKey(sku)).toList();
        return others.isEmpty()
                ? Mono.just(found)
                : store.producers(others).map(read -> {
                    known.putAll(read);
                    found.putAll(read);
                    return found;
                });
    }
}
