package org.livelihood.sale.order;

import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Component;

/** Whose SKUs are whose. */
@Component
class SkuProducers extends ProducerLookup<SkuId> {

    SkuProducers(PlacementStore store) {
        super(store::producers);
    }
}
