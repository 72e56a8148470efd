package org.livelihood.sale.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.RefundId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.order.LineBalance;
import org.livelihood.sale.order.OrderReason;

/**
 * What goes back of a line, money and goods, or money of an order paid twice.
 *
 * @param id also the number under which the provider does it once
 * @param line null where the money belongs to no line
 * @param shipping whether it is what sending cost
 * @param amount zero while it is only asked for, and where goods come back alone
 * @param returnedQuantity units of the line that came back to stock
 * @param spoiledQuantity units of the line that came back unfit for sale
 * @param acceptedAt null while it is only asked for
 * @param answer why it was refused
 */
public record Refund(
        ProducerId producer,
        RefundId id,
        PaymentId payment,
        OrderId order,
        @Nullable OrderLineId line,
        boolean shipping,
        Money amount,
        long returnedQuantity,
        long spoiledQuantity,
        Status status,
        Asked asked,
        @Nullable Instant acceptedAt,
        @Nullable String answer) {

    /** Where a refund stands. */
    public enum Status {
        /** Its buyer asks for it; the seller has not answered. */
        REQUESTED,
        REFUSED,
        /** Booked here; the provider is asked until he has done it. */
        ACCEPTED,
        SUCCEEDED
    }

    /**
     * What was asked for.
     *
     * @param amount null for what fits the units, or all
     * @param quantity units that shall go back, null for none named
     */
    public record Asked(
            AccountId by, @Nullable Money amount, @Nullable Long quantity, String reason, Instant at) {

        /**
         * What could not be given is refused when it is asked for.
         *
         * @param left what stands of the line
         */
        void requireWithin(LineBalance left) {
            if (quantity != null && quantity > left.unitsLeft()) {
                throw Refusal.ofField(OrderReason.RETURN_TOO_MANY, "quantity", left.unitsLeft());
            }
            if (amount != null && amount.isZero()) {
                throw Refusal.ofField(PaymentReason.NOTHING_ASKED, "amountFen");
            }
            Money money = left.moneyLeft();
            boolean tooMuch = amount == null ? money.isZero() && quantity == null : amount.compareTo(money) > 0;
            if (tooMuch) {
                throw Refusal.ofField(OrderReason.REFUND_TOO_MUCH, "amountFen", money.fen());
            }
        }
    }

    /** What becomes of it when it is accepted: money at its provider, or nothing that he need do. */
    static Status accepted(Money amount) {
        return amount.isZero() ? Status.SUCCEEDED : Status.ACCEPTED;
    }
}
