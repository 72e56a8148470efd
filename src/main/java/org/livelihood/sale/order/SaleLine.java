package org.livelihood.sale.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

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
