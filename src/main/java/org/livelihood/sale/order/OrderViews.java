package org.livelihood.sale.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.address.MaskedDestination;

/** Orders as they are told. */
final class OrderViews {

    private OrderViews() {}

    /**
     * @param discountFen what was taken off the line
     * @param paidFen what was paid for the line, zero before
     */
    record LineView(
            OrderLineId id,
            SkuId skuId,
            String title,
            @Nullable String option,
            @Nullable ImageId imageId,
            Money priceFen,
            long quantity,
            Money discountFen,
            Money paidFen,
            Money refundedFen,
            long returnedQuantity,
            long spoiledQuantity) {

        static LineView of(Order.Line line) {
            return new LineView(
                    line.id(),
                    line.sku(),
                    line.title(),
                    line.option(),
                    line.image(),
                    line.price(),
                    line.quantity(),
                    line.discount(),
                    line.paid(),
                    line.refunded(),
                    line.returnedQuantity(),
                    line.spoiledQuantity());
        }
    }

    /**
     * @param shippingFen what of the total is for sending
     * @param shippingRefundedFen what of that went back
     */
    record OrderView(
            OrderId id,
            ProducerId producerId,
            @Nullable SessionId sessionId,
            Order.Status status,
            Money totalFen,
            Money shippingFen,
            Money shippingRefundedFen,
            List<LineView> lines,
            Instant placedAt,
            Instant expiresAt,
            @Nullable Instant paidAt,
            Cancellation.@Nullable Why cancelReason,
            @Nullable String cancelNote,
            @Nullable MaskedDestination address,
            Instant serverNow) {

        static OrderView of(Order order, Instant now) {
            Cancellation why = order.cancelled();
            return new OrderView(
                    order.id(),
                    order.producer(),
                    order.session(),
                    order.status(),
                    order.total(),
                    order.shipping(),
                    order.shippingRefunded(),
                    order.lines().stream().map(LineView::of).toList(),
                    order.placedAt(),
                    order.expiresAt(),
                    order.paidAt(),
                    why == null ? null : why.reason(),
                    why == null ? null : why.note(),
                    order.address(),
                    now);
        }
    }

    /** The orders that one purchase made: one a producer. */
    record BoughtView(List<OrderView> orders, Money totalFen, Instant serverNow) {}
}
