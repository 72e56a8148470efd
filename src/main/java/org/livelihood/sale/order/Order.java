package org.livelihood.sale.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.address.MaskedDestination;

/**
 * An order of one buyer from one producer.
 *
 * @param session the livestream session that it was bought in, null outside of a room
 * @param total what is to pay: its lines less what is taken off them, and what sending it costs
 * @param shipping what of the total is for sending
 * @param shippingRefunded what of that went back
 * @param expiresAt until when it waits for payment
 * @param paidAt null before
 * @param cancelled why its buyer called it off, where she said so
 * @param address where it goes, masked; null where there is none, and for who may not see it
 */
public record Order(
        ProducerId producer,
        OrderId id,
        AccountId buyer,
        @Nullable SessionId session,
        Status status,
        Money total,
        Money shipping,
        Money shippingRefunded,
        Instant placedAt,
        Instant expiresAt,
        @Nullable Instant paidAt,
        List<Line> lines,
        @Nullable Cancellation cancelled,
        @Nullable MaskedDestination address) {

    public Order {
        lines = List.copyOf(lines);
    }

    /** The same with its address. */
    Order to(@Nullable MaskedDestination shown) {
        return new Order(
                producer,
                id,
                buyer,
                session,
                status,
                total,
                shipping,
                shippingRefunded,
                placedAt,
                expiresAt,
                paidAt,
                lines,
                cancelled,
                shown);
    }

    /**
     * A line of it, once it is paid.
     *
     * @throws Refusal {@link OrderReason#LINE_NOT_FOUND} or {@link OrderReason#NOT_PAID}
     */
    public Line paidLine(OrderLineId line) {
        Line found = lines.stream()
                .filter(one -> one.id().equals(line))
                .findFirst()
                .orElseThrow(() -> new Refusal(OrderReason.LINE_NOT_FOUND, line));
        if (paidAt == null) {
            throw new Refusal(OrderReason.NOT_PAID, id);
        }
        return found;
    }

    /** Where an order stands. */
    public enum Status {
        AWAITING_PAYMENT,
        PAID,
        PACKED,
        SHIPPED,
        DELIVERED,
        COMPLETED,
        CANCELLED,
        EXPIRED,
        /** All of its money went back. */
        REFUNDED
    }

    /**
     * One SKU of an order, under the name and at the price that it had when it was bought.
     *
     * @param price for one unit
     * @param discount what is taken off the line
     * @param paid what was paid for the line, zero before
     * @param refunded what was paid back so far
     * @param returnedQuantity units that went back to stock
     * @param spoiledQuantity units that came back unfit for sale
     */
    public record Line(
            OrderLineId id,
            SkuId sku,
            String title,
            @Nullable String option,
            @Nullable ImageId image,
            Money price,
            long quantity,
            Money discount,
            Money paid,
            Money refunded,
            long returnedQuantity,
            long spoiledQuantity) {

        /** What is to pay for it. */
        public Money net() {
            return price.times(quantity).minus(discount);
        }

        /** What of it was paid, bought and came back. */
        public LineBalance balance() {
            return new LineBalance(paid, refunded, quantity, returnedQuantity, spoiledQuantity);
        }
    }
}
