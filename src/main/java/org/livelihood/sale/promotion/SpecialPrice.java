package org.livelihood.sale.promotion;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;

/**
 * What a unit costs for a while 限时价, from so many units on 阶梯价, or both. Its producer bears it.
 *
 * @param fromUnits 1 for any number of units
 * @param from from this time on
 * @param until no longer at this time; null for as long as nobody ends it
 */
public record SpecialPrice(
        ProducerId producer,
        UUID id,
        SkuId sku,
        int fromUnits,
        Money price,
        Instant from,
        @Nullable Instant until) {

    boolean holds(Instant at) {
        return !at.isBefore(from) && !isOver(at);
    }

    boolean isOver(Instant at) {
        return until != null && !at.isBefore(until);
    }
}
