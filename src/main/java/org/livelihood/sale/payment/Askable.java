package org.livelihood.sale.payment;

import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.order.Order;
import org.livelihood.sale.order.OrderReason;

/** What a buyer may still ask back of a line: what cannot be given is refused when it is asked for. */
record Askable(Money money, long units) {

    static Askable of(Order order, OrderLineId id) {
        Order.Line line = order.lines().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(OrderReason.LINE_NOT_FOUND, id));
        if (order.paidAt() == null) {
            throw new Refusal(OrderReason.NOT_PAID, order.id());
        }
        return new Askable(
                line.paid().minus(line.refunded()), line.quantity() - line.returnedQuantity() - line.spoiledQuantity());
    }

    void require(Refund.Asked asked) {
        Long quantity = asked.quantity();
        if (quantity != null && quantity > units) {
            throw Refusal.ofField(OrderReason.RETURN_TOO_MANY, "quantity", units);
        }
        Money amount = asked.amount();
        if (amount != null && amount.isZero()) {
            throw Refusal.ofField(PaymentReason.NOTHING_ASKED, "amountFen");
        }
        boolean tooMuch = amount == null ? money.isZero() && quantity == null : amount.compareTo(money) > 0;
        if (tooMuch) {
            throw Refusal.ofField(OrderReason.REFUND_TOO_MUCH, "amountFen", money.fen());
        }
    }
}
