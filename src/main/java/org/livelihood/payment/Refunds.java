package org.livelihood.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.RefundId;
import org.livelihood.kernel.Refusal;
import org.livelihood.ledger.Account;
import org.livelihood.ledger.Journal;
import org.livelihood.ledger.Ledger;
import org.livelihood.order.Dues;
import org.livelihood.order.OrderReason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the refunds 退款: accepted and posted at once, then done by the provider under a number that never changes. */
@Service
public class Refunds {

    private final RefundStore store;
    private final Dues dues;
    private final Ledger ledger;
    private final Clock clock;

    Refunds(RefundStore store, Dues dues, Ledger ledger, Clock clock) {
        this.store = store;
        this.dues = dues;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Refunds money of a line, with goods or without: never more than was paid and bought, however many ask at once.
     *
     * @param amount in fen; null as in {@link Dues#refund}
     * @param quantity units that come back; null as in {@link Dues#refund}
     * @throws Refusal {@link OrderReason#NOT_FOUND}, {@link OrderReason#LINE_NOT_FOUND}, {@link OrderReason#NOT_PAID},
     *     {@link OrderReason#REFUND_TOO_MUCH} or {@link OrderReason#RETURN_TOO_MANY}
     */
    @Transactional
    public Mono<Refund> refund(
            Caller caller,
            OrderId order,
            OrderLineId line,
            @Nullable Money amount,
            @Nullable Long quantity,
            String reason) {
        Instant now = clock.instant();
        return dues.refund(caller, order, line, amount, quantity)
                .flatMap(refunded -> store.settlingPayment(refunded.producer(), order)
                        .map(payment -> new Refund(
                                refunded.producer(),
                                RefundId.next(),
                                payment,
                                order,
                                line,
                                refunded.amount(),
                                refunded.returnedQuantity(),
                                Refund.Status.ACCEPTED,
                                now)))
                .flatMap(refund -> store.save(refund, reason, caller.account())
                        .then(ledger.post(List.of(journal(refund.producer(), refund.id(), refund.amount(), now))))
                        .thenReturn(refund));
    }

    static Journal journal(ProducerId producer, RefundId refund, Money amount, Instant now) {
        return Journal.of(producer, "refund:" + refund, now)
                .debit(Account.suspense(producer), amount)
                .credit(Account.clearing(), amount)
                .build();
    }

    /** Refunds of an order, oldest first; whoever may see the order may see them. */
    public Flux<Refund> ofOrder(ProducerId producer, OrderId order) {
        return store.ofOrder(producer, order);
    }

    /** Refunds that the provider must be asked for now; the next time is set before his answer is known. */
    @Transactional
    public Mono<List<RefundStore.Waiting>> toSend(Duration pause, int limit) {
        return store.claimToSend(clock.instant(), pause, limit).collectList();
    }

    /** The provider has done it. */
    @Transactional
    public Mono<Void> succeeded(Refund refund) {
        return store.markSucceeded(refund, clock.instant());
    }
}
