package org.livelihood.sale.payment;

import java.util.Comparator;
import java.util.List;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.order.Order;
import org.livelihood.sale.order.OrderReason;
import org.livelihood.sale.order.RefundRequest;
import org.livelihood.sale.order.Settlements;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Refunds of whole orders: line by line, all or none. */
@Service
class WholeRefunds {

    private static final RefundRequest ALL = new RefundRequest(null, null, 0);

    private final Refunds refunds;
    private final Settlements settlements;

    WholeRefunds(Refunds refunds, Settlements settlements) {
        this.refunds = refunds;
        this.settlements = settlements;
    }

    /**
     * Gives back all that is left of an order, or asks for it, as {@link Refunds#refund} does with a line.
     *
     * @throws Refusal as {@link Refunds#refund}, and {@link OrderReason#REFUND_TOO_MUCH} where nothing is left
     */
    @Transactional
    public Mono<List<Refund>> refund(Caller caller, OrderId id, String reason) {
        return refunds.ofOrder(caller, id)
                .then(settlements.order(id))
                .flatMap(settlements::locked)
                .flatMapIterable(WholeRefunds::linesLeft)
                .concatMap(line -> refunds.refund(caller, id, line, ALL, reason))
                .collectList();
    }

    /** In the order in which their pools of stock are locked. */
    private static List<OrderLineId> linesLeft(Order order) {
        if (order.paidAt() == null) {
            throw new Refusal(OrderReason.NOT_PAID, order.id());
        }
        List<OrderLineId> left = order.lines().stream()
                .filter(line -> line.balance().moneyLeft().isPositive())
                .sorted(Comparator.comparing(line -> line.sku().toString()))
                .map(Order.Line::id)
                .toList();
        if (left.isEmpty()) {
            throw new Refusal(OrderReason.REFUND_TOO_MUCH, 0);
        }
        return left;
    }
}
