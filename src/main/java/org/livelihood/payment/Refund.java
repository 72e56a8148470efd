package org.livelihood.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.PaymentId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.RefundId;

/**
 * Money of a line, or of an order paid twice, that goes back to its buyer.
 *
 * @param id also the number under which the provider does it once
 * @param line null where the money belongs to no line
 * @param returnedQuantity units of the line that came back to stock with it
 */
public record Refund(
        ProducerId producer,
        RefundId id,
        PaymentId payment,
        OrderId order,
        @Nullable OrderLineId line,
        Money amount,
        long returnedQuantity,
        Status status,
        Instant acceptedAt) {

    /** Where a refund stands. */
    public enum Status {
        /** Booked here; the provider is asked until he has done it. */
        ACCEPTED,
        SUCCEEDED
    }
}
