package org.livelihood.sale.order;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.sale.promotion.Promotions;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes money and goods of a paid line back, as {@link LineBalance} rules, within the caller's transaction. */
@Service
class LineRefunds {

    private final LineRefundStore store;
    private final DiscountStore discounts;
    private final Promotions promotions;

    LineRefunds(LineRefundStore store, DiscountStore discounts, Promotions promotions) {
        this.store = store;
        this.discounts = discounts;
        this.promotions = promotions;
    }

    /** Keeps other refunds of the order waiting until the caller's transaction ends. */
    Mono<Void> lock(Order order) {
        return store.lock(order);
    }

    /** Locks the order, then the line; pools of stock and counters of buyers are locked after both, in this order. */
    Mono<TakenBack> refund(Order order, OrderLineId id, RefundRequest asked) {
        return store.lock(order)
                .then(Mono.defer(() -> store.line(order, id)))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.LINE_NOT_FOUND, id)))
                .flatMap(line -> give(order, line, asked));
    }

    private Mono<TakenBack> give(Order order, LineRefundStore.Locked line, RefundRequest asked) {
        if (line.paidAt() == null) {
            return Mono.error(() -> new Refusal(OrderReason.NOT_PAID, order.id()));
        }
        return Mono.fromCallable(() -> line.balance().toGive(asked, isUnpacked(line)))
                .flatMap(given -> book(order, line, given, line.balance().after(given, asked.spoiled())));
    }

    private static boolean isUnpacked(LineRefundStore.Locked line) {
        return line.status() == Order.Status.PAID;
    }

    private Mono<TakenBack> book(Order order, LineRefundStore.Locked line, RefundedLine given, LineBalance after) {
        return store.change(order, line.id(), after)
                .then(Mono.defer(() -> toStock(order, line, given.returnedQuantity())))
                .then(Mono.defer(() -> freeLimit(order, line, after)))
                .then(Mono.defer(() -> store.handOn(order, line.id())))
                .then(Mono.defer(() -> undone(order, line, given, after)))
                .zipWith(Mono.defer(() -> shippingOfNothingSent(order, line, given)))
                .map(also -> new TakenBack(given, also.getT1(), also.getT2()));
    }

    private Mono<Map<Party, Money>> undone(
            Order order, LineRefundStore.Locked line, RefundedLine given, LineBalance after) {
        return line.discount().isZero() || given.amount().isZero()
                ? Mono.just(Map.of())
                : discounts.undo(order, line.id(), after);
    }

    private Mono<Money> shippingOfNothingSent(Order order, LineRefundStore.Locked line, RefundedLine given) {
        return given.amount().isZero()
                ? Mono.just(Money.ZERO)
                : store.endIfRefunded(order)
                        .delayUntil(ended -> promotions.giveBack(order.producer(), ended))
                        .filter(ended -> isUnpacked(line))
                        .flatMap(ended -> store.takeShipping(order, null))
                        .defaultIfEmpty(Money.ZERO);
    }

    /** As {@link Settlements#refundShipping}. */
    Mono<Money> shipping(Order order, @Nullable Money amount) {
        if (order.paidAt() == null) {
            return Mono.error(() -> new Refusal(OrderReason.NOT_PAID, order.id()));
        }
        return store.takeShipping(order, amount)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(
                        OrderReason.REFUND_TOO_MUCH,
                        "amountFen",
                        order.shipping().minus(order.shippingRefunded()).fen())));
    }

    private Mono<Void> toStock(Order order, LineRefundStore.Locked line, long units) {
        return units == 0 ? Mono.empty() : store.toStock(order, line, units);
    }

    private Mono<Void> freeLimit(Order order, LineRefundStore.Locked line, LineBalance after) {
        SessionId session = line.session();
        long units = after.unitsUndone() - line.balance().unitsUndone();
        if (!line.limited() || session == null || units == 0) {
            return Mono.empty();
        }
        return store.freeLimit(order, line, session, units);
    }
}
