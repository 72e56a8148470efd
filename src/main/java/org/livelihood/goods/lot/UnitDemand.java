package org.livelihood.goods.lot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;

/**
 * What shall stand on a line.
 *
 * @param units how many
 * @param spoiled units more that came back unfit for sale: their lot loses them
 * @param standing what stands on it now; it gives back its last units first
 * @param from the one lot that all shall come from; null for first produced, first sold
 */
public record UnitDemand(
        ProducerId producer,
        OrderLineId line,
        SkuId sku,
        long units,
        long spoiled,
        List<UnitRange> standing,
        @Nullable LotId from) {

    public UnitDemand {
        standing = List.copyOf(standing);
    }

    /** How many more units it needs than it has, for the buyer or to lose; negative where it gives some back. */
    long more() {
        return units + spoiled - UnitRange.units(standing);
    }
}
