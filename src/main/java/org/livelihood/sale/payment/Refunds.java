package org.livelihood.sale.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.RefundId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Persons;
import org.livelihood.sale.order.Order;
import org.livelihood.sale.order.OrderReason;
import org.livelihood.sale.order.RefundRequest;
import org.livelihood.sale.order.RefundedLine;
import org.livelihood.sale.order.Settlements;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Face of the refunds 退款: a buyer asks, the seller or an officer of its region decides, and nobody does both.
 *
 * <p>What is accepted is posted at once, and then done by the provider under a number that never changes. Money and
 * goods are two facts: either may come without the other, and goods also when all money is back.
 */
@Service
public class Refunds {

    private final RefundStore store;
    private final Settlements settlements;
    private final Producers producers;
    private final Persons persons;
    private final RefundPosting posting;
    private final Clock clock;

    Refunds(
            RefundStore store,
            Settlements settlements,
            Producers producers,
            Persons persons,
            RefundPosting posting,
            Clock clock) {
        this.store = store;
        this.settlements = settlements;
        this.producers = producers;
        this.persons = persons;
        this.posting = posting;
        this.clock = clock;
    }

    /**
     * Gives something of a line back where the seller or an officer says so; where the buyer does, it is only asked
     * for. Never more than was paid and bought, however many ask at once.
     *
     * @param back money and goods, as {@link Settlements#refund} takes them
     * @throws Refusal {@link OrderReason#NOT_FOUND}, {@link PaymentReason#REFUND_ASKED} also to the seller while a
     *     request waits for an answer, {@link PaymentReason#NOTHING_ASKED}, {@link PaymentReason#OWN_REFUND} to another
     *     account of the buyer, or as {@link Settlements#refund}
     */
    @Transactional
    public Mono<Refund> refund(Caller caller, OrderId id, OrderLineId line, RefundRequest back, String reason) {
        Instant now = clock.instant();
        return settlements
                .order(id)
                .filter(order -> order.buyer().equals(caller.account()))
                .flatMap(settlements::locked)
                .flatMap(order -> ask(caller, order, line, back, reason, now))
                .switchIfEmpty(Mono.defer(
                        () -> toDecide(caller, id).flatMap(order -> give(caller, order, line, back, reason, now))));
    }

    private Mono<Refund> ask(
            Caller caller, Order order, OrderLineId line, RefundRequest back, String reason, Instant now) {
        long units = Objects.requireNonNullElse(back.quantity(), 0L) + back.spoiled();
        Refund.Asked asked = new Refund.Asked(caller.account(), back.amount(), units == 0 ? null : units, reason, now);
        return Mono.fromRunnable(() -> asked.requireWithin(order.paidLine(line).balance()))
                .then(store.settlingPayment(order.producer(), order.id()))
                .map(payment -> new Refund(
                        order.producer(),
                        RefundId.next(),
                        payment,
                        order.id(),
                        line,
                        false,
                        Money.ZERO,
                        0,
                        0,
                        Refund.Status.REQUESTED,
                        asked,
                        null,
                        null))
                .delayUntil(store::save)
                .onErrorMap(DuplicateKeyException.class, twice -> new Refusal(PaymentReason.REFUND_ASKED));
    }

    private Mono<Refund> give(
            Caller caller, Order order, OrderLineId line, RefundRequest back, String reason, Instant now) {
        Refund.Asked asked = new Refund.Asked(caller.account(), null, null, reason, now);
        return settlements
                .refund(order, line, back)
                .delayUntil(moved -> requireUnasked(order, line, moved.line().amount()))
                .flatMap(moved -> store.settlingPayment(order.producer(), order.id())
                        .map(payment -> given(order, line, payment, moved.line(), back.spoiled(), asked))
                        .delayUntil(store::save)
                        .delayUntil(refund -> posting.post(refund, moved, now)));
    }

    private static Refund given(
            Order order, OrderLineId line, PaymentId payment, RefundedLine moved, long spoiled, Refund.Asked asked) {
        return new Refund(
                order.producer(),
                RefundId.next(),
                payment,
                order.id(),
                line,
                false,
                moved.amount(),
                moved.returnedQuantity(),
                spoiled,
                Refund.accepted(moved.amount()),
                asked,
                asked.at(),
                null);
    }

    /**
     * Gives back what sending an order cost, where the seller or an officer says so.
     *
     * @param amount null for all that is left of it
     * @throws Refusal {@link OrderReason#NOT_FOUND}, {@link PaymentReason#OWN_REFUND}, or as
     *     {@link Settlements#refundShipping}
     */
    @Transactional
    public Mono<Refund> refundShipping(Caller caller, OrderId id, @Nullable Money amount, String reason) {
        Instant now = clock.instant();
        return toDecide(caller, id)
                .flatMap(order -> settlements
                        .refundShipping(order, amount)
                        .flatMap(taken -> store.settlingPayment(order.producer(), order.id())
                                .flatMap(payment -> posting.shipping(
                                        order.producer(),
                                        order.id(),
                                        payment,
                                        taken,
                                        new Refund.Asked(caller.account(), null, null, reason, now)))));
    }

    /** Money goes back by one way at a time: what was asked for is answered first. Goods alone come back any time. */
    private Mono<Void> requireUnasked(Order order, OrderLineId line, Money amount) {
        return amount.isZero()
                ? Mono.empty()
                : store.isAsked(order.producer(), order.id(), line)
                        .filter(asked -> asked)
                        .flatMap(asked -> Mono.error(() -> new Refusal(PaymentReason.REFUND_ASKED)));
    }

    /**
     * Accepts what a buyer asked for, or something else that was agreed on.
     *
     * @param back money and goods; for each of the two that it does not name, what was asked for: units fit for sale
     * @throws Refusal {@link PaymentReason#REFUND_NOT_FOUND}, {@link PaymentReason#REFUND_DECIDED},
     *     {@link PaymentReason#OWN_REFUND}, or as {@link Settlements#refund}
     */
    @Transactional
    public Mono<Refund> accept(Caller caller, OrderId id, RefundId refund, RefundRequest back) {
        Instant now = clock.instant();
        return toDecide(caller, id)
                .flatMap(order -> requested(order, refund)
                        .flatMap(asked -> settlements
                                .refund(order, Objects.requireNonNull(asked.line()), agreed(asked, back))
                                .flatMap(moved -> Mono.just(accepted(asked, moved.line(), back.spoiled(), now))
                                        .delayUntil(accepted -> store.accept(accepted, caller.account(), now))
                                        .delayUntil(accepted -> posting.post(accepted, moved, now)))));
    }

    private static RefundRequest agreed(Refund asked, RefundRequest back) {
        Refund.Asked wanted = asked.asked();
        Money amount = back.amount() == null ? wanted.amount() : back.amount();
        boolean goodsNamed = back.quantity() != null || back.spoiled() > 0;
        return new RefundRequest(amount, goodsNamed ? back.quantity() : wanted.quantity(), back.spoiled());
    }

    private static Refund accepted(Refund asked, RefundedLine moved, long spoiled, Instant now) {
        return new Refund(
                asked.producer(),
                asked.id(),
                asked.payment(),
                asked.order(),
                asked.line(),
                false,
                moved.amount(),
                moved.returnedQuantity(),
                spoiled,
                Refund.accepted(moved.amount()),
                asked.asked(),
                now,
                null);
    }

    /** Refuses what a buyer asked for, with the reason that she reads. Refused as {@link #accept}. */
    @Transactional
    public Mono<Refund> refuse(Caller caller, OrderId id, RefundId refund, String answer) {
        Instant now = clock.instant();
        return toDecide(caller, id)
                .flatMap(order -> requested(order, refund)
                        .flatMap(asked -> store.refuse(asked, answer, caller.account(), now))
                        .then(Mono.defer(() -> store.lock(order.producer(), id, refund))));
    }

    private Mono<Refund> requested(Order order, RefundId id) {
        return store.lock(order.producer(), order.id(), id)
                .switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.REFUND_NOT_FOUND, id)))
                .filter(refund -> refund.status() == Refund.Status.REQUESTED)
                .switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.REFUND_DECIDED, id)));
    }

    /** The order, locked, for who may decide about it and is not its buyer, under whatever account. */
    private Mono<Order> toDecide(Caller caller, OrderId id) {
        return decidable(caller, id)
                .delayUntil(order -> persons.requireOther(caller, PaymentReason.OWN_REFUND, order.buyer()))
                .flatMap(settlements::locked);
    }

    private Mono<Order> decidable(Caller caller, OrderId id) {
        return settlements
                .order(id)
                .delayUntil(order -> mayDecide(caller, order.producer()))
                .onErrorMap(Refusal.class, foreign -> new Refusal(OrderReason.NOT_FOUND, id))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NOT_FOUND, id)));
    }

    private Mono<Void> mayDecide(Caller caller, ProducerId producer) {
        return caller.actsFor(producer, Role.PRODUCER) || caller.is(Role.ADMIN)
                ? Mono.empty()
                : producers.requireOfficer(caller, producer);
    }

    /** Refunds of an order, the oldest first, for its buyer and for those who decide about them. */
    public Mono<List<Refund>> ofOrder(Caller caller, OrderId id) {
        return settlements
                .order(id)
                .filter(order -> order.buyer().equals(caller.account()))
                .switchIfEmpty(Mono.defer(() -> decidable(caller, id)))
                .flatMap(order -> store.ofOrder(order.producer(), id).collectList());
    }

    /** A producer's refunds, the oldest first: those that are asked for wait for an answer. */
    public Mono<Page<Refund>> ofProducer(
            Caller caller, ProducerId producer, Refund.@Nullable Status status, @Nullable Cursor after, int limit) {
        return producers
                .requireOfficer(caller, producer, Role.PRODUCER)
                .thenMany(Flux.defer(() -> store.ofProducer(producer, status, after, limit + 1)))
                .collectList()
                .map(rows ->
                        Page.of(rows, limit, refund -> Cursor.of(0, refund.id().value())));
    }

    /** Producers with refunds that a provider must be asked for now. */
    Mono<List<ProducerId>> producersToSend() {
        return store.producersToSend(clock.instant()).collectList();
    }

    /** Refunds of a producer to be asked for now; the next time is set before the provider's answer is known. */
    @Transactional
    public Mono<List<RefundStore.Waiting>> toSend(ProducerId producer, Duration pause, int limit) {
        return store.claimToSend(producer, clock.instant(), pause, limit).collectList();
    }

    /** A refund that a payment's provider speaks of. Refused with {@link PaymentReason#REFUND_NOT_FOUND}. */
    Mono<Refund> sent(PaymentId payment, RefundId id) {
        return store.sent(payment, id).switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.REFUND_NOT_FOUND, id)));
    }

    /** The provider has done it. */
    @Transactional
    public Mono<Void> succeeded(Refund refund) {
        return store.markSucceeded(refund, clock.instant());
    }
}
