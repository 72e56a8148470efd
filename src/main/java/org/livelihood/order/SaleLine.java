package org.livelihood.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;

/**
 * A paid line as it stands now: what attribution splits.
 *
 * @param paid what was paid for the line
 * @param refunded what was paid back so far
 * @param returnedQuantity units that went back to stock
 * @param spoiledQuantity units that came back unfit for sale
 */
public record SaleLine(
        ProducerId producer,
        OrderLineId line,
        OrderId order,
        AccountId buyer,
        @Nullable SessionId session,
        SkuId sku,
        long quantity,
        Money paid,
        Money refunded,
        long returnedQuantity,
        long spoiledQuantity,
        Instant paidAt) {

    /** What is left of the sale. */
    public Money net() {
        return paid.minus(refunded);
    }
}
