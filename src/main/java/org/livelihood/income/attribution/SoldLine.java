package org.livelihood.income.attribution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.order.SaleLine;

/**
 * A paid line with what came back of it; {@code refunded}, {@code returned} and {@code spoiled} only ever grow.
 *
 * @param returned units that came back
 * @param spoiled those of them that are unfit for sale: their lot has lost them
 */
record SoldLine(
        ProducerId producer,
        OrderLineId line,
        OrderId order,
        @Nullable SessionId session,
        SkuId sku,
        long quantity,
        long returned,
        long spoiled,
        Money paid,
        Money refunded,
        Instant paidAt) {

    static SoldLine of(SaleLine sale) {
        return new SoldLine(
                sale.producer(),
                sale.line(),
                sale.order(),
                sale.session(),
                sale.sku(),
                sale.quantity(),
                sale.returnedQuantity() + sale.spoiledQuantity(),
                sale.spoiledQuantity(),
                sale.paid(),
                sale.refunded(),
                sale.paidAt());
    }

    Money net() {
        return paid.minus(refunded);
    }

    /** Units that are still with the buyer. */
    long units() {
        return quantity - returned;
    }

    /** Whether this tells nothing that the other one does not know. */
    boolean isNoNewerThan(SoldLine other) {
        return refunded.compareTo(other.refunded) <= 0 && returned <= other.returned;
    }
}
