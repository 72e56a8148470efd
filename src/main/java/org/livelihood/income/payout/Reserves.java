package org.livelihood.income.payout;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.security.Persons;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Producers' risk reserves 风险金: what bears, before the producer does, the losses that no household may bear. */
@Service
class Reserves {

    private final PayoutAccess access;
    private final Producers producers;
    private final Persons persons;
    private final ReserveStore store;
    private final Ledger ledger;
    private final Clock clock;

    Reserves(
            PayoutAccess access, Producers producers, Persons persons, ReserveStore store, Ledger ledger, Clock clock) {
        this.access = access;
        this.producers = producers;
        this.persons = persons;
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Pays into a reserve, out of what the producer, or the platform, has of this producer's sales.
     *
     * @throws Refusal NOT_ENOUGH where that is less, and the producer's NOT_APPROVED
     */
    @Transactional
    public Mono<ReservePayment> pay(
            Caller caller,
            ProducerId producer,
            ReservePayment.Payer payer,
            Money amount,
            String reason,
            String evidence) {
        Instant now = clock.instant();
        ReservePayment payment = new ReservePayment(Uuids.next(), payer, amount, reason, evidence, now);
        return producers
                .requireApproved(producer)
                .then(Mono.defer(() -> requireEnough(producer, Account.of(payer.of(producer)), amount)))
                .then(store.add(producer, payment, caller.account()))
                .then(ledger.post(List.of(Journals.reserved(producer, payment, now))))
                .thenReturn(payment);
    }

    /** What of a payment is taken back, and why. */
    record Withdrawing(UUID payment, Money amount, String reason, String evidence) {}

    /**
     * Takes a payment into a reserve back, to whom it was paid by: another person does so than who recorded the
     * payment, and at most what is left of it and in the reserve.
     *
     * @throws Refusal RESERVE_PAYMENT_NOT_FOUND, RESERVE_SAME_PERSON or NOT_ENOUGH
     */
    @Transactional
    public Mono<ReserveWithdrawal> takeBack(Caller caller, ProducerId producer, Withdrawing asked) {
        return ledger.hold(producer, List.of(Account.riskReserve(producer)))
                .then(Mono.defer(() -> store.standing(producer, asked.payment())))
                .switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.RESERVE_PAYMENT_NOT_FOUND, asked.payment())))
                .delayUntil(
                        payment -> persons.requireOther(caller, PayoutReason.RESERVE_SAME_PERSON, payment.recordedBy()))
                .delayUntil(payment -> requireLeft(producer, payment, asked.amount()))
                .flatMap(payment -> takeBack(caller, producer, payment, asked));
    }

    private Mono<Void> requireLeft(ProducerId producer, ReserveStore.Standing payment, Money amount) {
        return held(producer)
                .map(held -> Money.max(Money.ZERO, Money.min(held, payment.left())))
                .filter(left -> left.compareTo(amount) < 0)
                .flatMap(left -> Mono.error(
                        () -> Refusal.ofField(PayoutReason.NOT_ENOUGH, "amountFen", amount.fen(), left.fen())));
    }

    private Mono<ReserveWithdrawal> takeBack(
            Caller caller, ProducerId producer, ReserveStore.Standing payment, Withdrawing asked) {
        ReserveWithdrawal withdrawal = new ReserveWithdrawal(
                Uuids.next(), asked.payment(), asked.amount(), asked.reason(), asked.evidence(), clock.instant());
        return store.add(producer, withdrawal, caller.account())
                .then(ledger.post(List.of(Journals.withdrawn(producer, payment.payer(), withdrawal))))
                .thenReturn(withdrawal);
    }

    private Mono<Void> requireEnough(ProducerId producer, Account payer, Money amount) {
        return ledger.hold(producer, List.of(payer))
                .then(Mono.defer(() -> ledger.balance(payer, producer, null, null)))
                .map(Money::negated)
                .filter(has -> has.compareTo(amount) < 0)
                .flatMap(has -> Mono.error(
                        () -> Refusal.ofField(PayoutReason.NOT_ENOUGH, "amountFen", amount.fen(), has.fen())));
    }

    /** What the reserve holds. */
    Mono<Money> balance(Caller caller, ProducerId producer) {
        return access.requireReader(caller, producer).then(Mono.defer(() -> held(producer)));
    }

    /** As {@link #balance}, for who may ask already. */
    Mono<Money> held(ProducerId producer) {
        return ledger.balance(Account.riskReserve(producer), producer, null, null)
                .map(Money::negated);
    }

    Mono<Page<ReservePayment>> payments(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return access.requireReader(caller, producer)
                .thenMany(store.list(producer, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, payment -> Cursor.of(0, payment.id())));
    }

    Mono<Page<ReserveWithdrawal>> withdrawals(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return access.requireReader(caller, producer)
                .thenMany(store.withdrawals(producer, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id())));
    }
}
