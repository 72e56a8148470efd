package org.livelihood.order;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.http.Idempotency;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;

/**
 * One request to place orders: granted whole or refused whole.
 *
 * @param session the room it comes from, null outside of one
 */
record Placing(Idempotency.Key key, @Nullable SessionId session, List<Part> orders) {

    /** One order of the request. */
    record Part(OrderId order, List<PartLine> lines) {}

    /** @param quotedFen the price that a quote promised, null without one */
    record PartLine(
            OrderLineId line,
            SkuId sku,
            long quantity,
            @Nullable Long quotedFen) {}

    /** What became of it: orders, placed now or by an earlier request with this key; or why not. */
    record Outcome(
            List<Order> orders,
            @Nullable List<OrderId> replayed,
            @Nullable RuntimeException refusal) {}
}
