package org.livelihood.income.payout;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What becomes of a batch that was made: another person approves it, or it is taken back. */
@Service
class BatchApprovals {

    private static final int ITEMS_TOLD = 20;

    private final PayoutAccess access;
    private final Batches batches;
    private final BatchPreconditions preconditions;
    private final EarningStore earnings;
    private final BatchStore store;
    private final ClawbackStore clawbacks;
    private final RefundedIncomes losses;
    private final ToldStore told;
    private final Ledger ledger;
    private final Clock clock;

    BatchApprovals(
            PayoutAccess access,
            Batches batches,
            BatchPreconditions preconditions,
            EarningStore earnings,
            BatchStore store,
            ClawbackStore clawbacks,
            RefundedIncomes losses,
            ToldStore told,
            Ledger ledger,
            Clock clock) {
        this.access = access;
        this.batches = batches;
        this.preconditions = preconditions;
        this.earnings = earnings;
        this.store = store;
        this.clawbacks = clawbacks;
        this.losses = losses;
        this.told = told;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Approves a batch and submits it. Refused with BATCH_DECIDED, SAME_PERSON, PAYEE_CHANGED, ADVANCE_CHANGED,
     * EARNINGS_CHANGED or SHARED_ACCOUNTS.
     *
     * @param sharedToo whether the caller knows of the payouts to accounts that other parties are paid to as well
     */
    @Transactional
    public Mono<Batches.View> approve(Caller caller, ProducerId producer, UUID id, boolean sharedToo) {
        Instant now = clock.instant();
        return access.requireDecider(caller, producer)
                .then(undecided(producer, id))
                .flatMap(batch -> access.requireOther(caller, batch))
                .thenMany(Flux.defer(() -> store.items(producer, id)))
                .collectList()
                .delayUntil(items -> requireOwed(producer, items))
                .delayUntil(items -> ledger.hold(producer, advances(items)))
                .flatMap(items -> requireUnchanged(producer, id, items)
                        .then(acknowledge(producer, id, items, sharedToo))
                        .then(ledger.post(items.stream()
                                .map(item -> Journals.submitted(producer, item, now))
                                .toList()))
                        .then(store.decide(producer, id, Batch.Status.APPROVED, caller.account(), now))
                        .then(store.move(producer, outcomes(items), ItemStatus.MADE, ItemStatus.SUBMITTED, now))
                        .then(earnings.move(producer, ids(items), Earning.Status.SUBMITTED, now)))
                .then(Mono.defer(() -> batches.view(producer, id)));
    }

    private Mono<Void> requireOwed(ProducerId producer, List<PayoutItem> items) {
        return preconditions
                .settled(producer)
                .flatMapIterable(settlement -> items.stream()
                        .filter(item -> settlement.waiting().contains(item.id()))
                        .toList())
                .next()
                .flatMap(item -> Mono.error(() ->
                        new Refusal(PayoutReason.EARNINGS_CHANGED, item.party().id())));
    }

    private static List<Account> advances(List<PayoutItem> items) {
        return items.stream()
                .filter(item -> item.recoupFen().isPositive())
                .map(item -> Account.advance(item.party()))
                .toList();
    }

    private Mono<Void> requireUnchanged(ProducerId producer, UUID batch, List<PayoutItem> items) {
        return preconditions
                .soundPayees(producer, items)
                .flatMapIterable(sound -> items.stream()
                        .filter(item -> sound.objection(item.party()) != null
                                || !sound.payee(item.party()).equals(item.payee()))
                        .toList())
                .next()
                .flatMap(item -> Mono.<Void>error(() ->
                        new Refusal(PayoutReason.PAYEE_CHANGED, item.party().id())))
                .thenMany(Flux.fromIterable(items))
                .concatMap(item -> preconditions
                        .advance(producer, item.party(), item.recoupFen(), batch)
                        .filter(advance -> advance.compareTo(item.recoupFen()) < 0)
                        .flatMap(less -> Mono.<Void>error(() -> new Refusal(
                                PayoutReason.ADVANCE_CHANGED, item.party().id()))))
                .then();
    }

    private Mono<Void> acknowledge(ProducerId producer, UUID batch, List<PayoutItem> items, boolean known) {
        return preconditions
                .shared(producer, items)
                .flatMap(shared -> shared.isEmpty() || known
                        ? told.acknowledge(producer, batch, shared)
                        : Mono.error(() -> Refusal.ofField(
                                PayoutReason.SHARED_ACCOUNTS,
                                "acknowledgeSharedAccounts",
                                shared.size(),
                                some(shared))));
    }

    private static String some(List<UUID> items) {
        return items.stream().limit(ITEMS_TOLD).map(UUID::toString).collect(Collectors.joining(", "));
    }

    /** Takes a batch back before it is approved; what was in it is payable again. Refused with BATCH_DECIDED. */
    @Transactional
    public Mono<Batches.View> cancel(Caller caller, ProducerId producer, UUID id) {
        Instant now = clock.instant();
        return access.requireEither(caller, producer)
                .then(undecided(producer, id))
                .thenMany(Flux.defer(() -> store.items(producer, id)))
                .collectList()
                .flatMap(items -> store.decide(producer, id, Batch.Status.CANCELLED, caller.account(), now)
                        .then(store.move(producer, outcomes(items), ItemStatus.MADE, ItemStatus.CANCELLED, now))
                        .then(earnings.move(producer, ids(items), Earning.Status.PAYABLE, now))
                        .then(clawbacks.giveBack(producer, ids(items)))
                        .then(Mono.defer(() -> losses.settle(List.of(producer)))))
                .then(Mono.defer(() -> batches.view(producer, id)));
    }

    private Mono<Batch> undecided(ProducerId producer, UUID id) {
        return earnings.lock(List.of(producer))
                .then(Mono.defer(() -> batches.find(producer, id)))
                .filter(batch -> batch.status() == Batch.Status.MADE)
                .switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.BATCH_DECIDED, id)));
    }

    private static List<BatchStore.Outcome> outcomes(List<PayoutItem> items) {
        return items.stream().map(BatchStore.Outcome::of).toList();
    }

    private static List<UUID> ids(List<PayoutItem> items) {
        return items.stream().map(PayoutItem::id).toList();
    }
}
