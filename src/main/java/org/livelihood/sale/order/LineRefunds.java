package org.livelihood.sale.order;

import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes money and goods of a paid line back, as {@link LineBalance} rules, within the caller's transaction. */
@Service
class LineRefunds {

    private final LineRefundStore store;

    LineRefunds(LineRefundStore store) {
        this.store = store;
    }

    /** Keeps other refunds of the order waiting until the caller's transaction ends. */
    Mono<Void> lock(Order order) {
        return store.lock(order);
    }

    /** Locks the order, then the line; pools of stock and counters of buyers are locked after both, in this order. */
    Mono<RefundedLine> refund(Order order, OrderLineId id, RefundRequest asked) {
        return store.lock(order)
                .then(Mono.defer(() -> store.line(order, id)))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.LINE_NOT_FOUND, id)))
                .flatMap(line -> give(order, line, asked));
    }

    private Mono<RefundedLine> give(Order order, LineRefundStore.Locked line, RefundRequest asked) {
        if (line.paidAt() == null) {
            return Mono.error(() -> new Refusal(OrderReason.NOT_PAID, order.id()));
        }
        return Mono.fromCallable(() -> line.balance().toGive(asked, line.status() == Order.Status.PAID))
                .delayUntil(given -> book(order, line, given, line.balance().after(given, asked.spoiled())));
    }

    private Mono<Void> book(Order order, LineRefundStore.Locked line, RefundedLine given, LineBalance after) {
        return store.change(order, line.id(), after)
                .then(Mono.defer(() -> toStock(order, line, given.returnedQuantity())))
                .then(Mono.defer(() -> freeLimit(order, line, after)))
                .then(Mono.defer(() -> given.amount().isZero() ? Mono.empty() : store.endIfRefunded(order)))
                .then(Mono.defer(() -> store.handOn(order, line.id())));
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
