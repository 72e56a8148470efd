package org.livelihood.sale.order;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.SkuId;

/** The answer to one purchase of a batch. */
sealed interface Placement {

    /** It was placed now. */
    record Placed(List<Order> orders) implements Placement {}

    /** Its key has placed these orders before. */
    record Replayed(List<OrderId> orders) implements Placement {}

    /**
     * It was not placed.
     *
     * @param outcome the name of its {@link OrderReason}, or what {@code order_place} calls it
     * @param sku the SKU to blame, if one is
     */
    record Refused(String outcome, @Nullable SkuId sku) implements Placement {}
}
