package org.livelihood.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.ImageId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;

/** An order: one buyer, one producer, prices and names frozen on its lines. */
public record Order(
        ProducerId producer,
        OrderId id,
        AccountId buyer,
        @Nullable SessionId session,
        Status status,
        Money totalFen,
        Instant placedAt,
        Instant expiresAt,
        @Nullable Instant paidAt,
        List<Line> lines) {

    public Order {
        lines = List.copyOf(lines);
    }

    /** From placing to the end. */
    public enum Status {
        AWAITING_PAYMENT,
        PAID,
        PACKED,
        SHIPPED,
        DELIVERED,
        COMPLETED,
        CANCELLED,
        EXPIRED
    }

    /** One SKU at the price and under the name that it had. */
    public record Line(
            OrderLineId id,
            SkuId sku,
            String title,
            @Nullable String optionName,
            @Nullable ImageId image,
            Money priceFen,
            long quantity,
            Money refundedFen) {}

    /** What a buyer asks for. */
    public record Wanted(SkuId sku, long quantity) {}

    /** A paid order and what has arrived for it. */
    public record Settlement(ProducerId producer, OrderId order, Money amount) {}

    /** Money that was taken back, and units that went back to stock with it. */
    public record Refunded(Money amount, long returnedQuantity) {}
}
