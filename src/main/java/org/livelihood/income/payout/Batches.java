package org.livelihood.income.payout;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Payouts in batches: one person makes them of what is payable; {@link BatchApprovals} approve them. */
@Service
class Batches {

    private static final int PARTIES = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final PayoutAccess access;
    private final EarningStore earnings;
    private final BatchStore store;
    private final ClawbackStore clawbacks;
    private final BatchPreconditions preconditions;
    private final ToldStore told;

    Batches(
            PayoutAccess access,
            EarningStore earnings,
            BatchStore store,
            ClawbackStore clawbacks,
            BatchPreconditions preconditions,
            ToldStore told) {
        this.access = access;
        this.earnings = earnings;
        this.store = store;
        this.clawbacks = clawbacks;
        this.preconditions = preconditions;
        this.told = told;
    }

    /**
     * A batch with its items.
     *
     * @param leftOut the first 5,000 of those that were left out of it
     * @param sharedAccounts items that go to a bank account that another party of the producer is paid to as well: now,
     *     and when the batch was approved
     */
    record View(Batch batch, List<PayoutItem> items, List<LeftOut> leftOut, List<UUID> sharedAccounts) {}

    /** Makes a batch of all that is payable, less what refunds took back until now. Refused with NOTHING_PAYABLE. */
    @Transactional
    public Mono<View> make(Caller caller, ProducerId producer) {
        UUID id = Uuids.next();
        return access.requireMaker(caller, producer)
                .then(Mono.defer(() -> preconditions.settled(producer)))
                .then(Mono.fromSupplier(() -> new BatchDraft(id)))
                .delayUntil(draft -> fill(producer, draft, FIRST))
                .flatMap(draft -> save(caller, producer, draft));
    }

    /** Goes through the parties, some at a time, until the batch is full: those without a payee hold up nobody. */
    private Mono<Void> fill(ProducerId producer, BatchDraft draft, UUID after) {
        return earnings.due(producer, after, PARTIES)
                .collectList()
                .flatMap(due -> put(producer, draft, due)
                        .then(Mono.defer(() -> due.size() < PARTIES || draft.isFull()
                                ? Mono.empty()
                                : fill(
                                        producer,
                                        draft,
                                        due.get(due.size() - 1).party().id()))));
    }

    private Mono<Void> put(ProducerId producer, BatchDraft draft, List<EarningStore.Due> due) {
        List<Party> parties = due.stream().map(EarningStore.Due::party).toList();
        return preconditions
                .soundPayees(producer, Set.copyOf(parties))
                .zipWhen(sound -> clawbacks.open(producer, parties).collectMultimap(Clawback::party))
                .flatMap(both -> Flux.fromIterable(due)
                        .concatMap(one -> put(producer, draft, one, both.getT1(), both.getT2()))
                        .then());
    }

    private Mono<Void> put(
            ProducerId producer,
            BatchDraft draft,
            EarningStore.Due due,
            SoundPayees sound,
            Map<Party, Collection<Clawback>> openOf) {
        LeftOutReason objection = draft.isFull() ? LeftOutReason.BATCH_FULL : sound.objection(due.party());
        if (objection != null) {
            draft.leftOut().add(new LeftOut(due.party(), objection));
            return Mono.empty();
        }
        Collection<Clawback> open = openOf.getOrDefault(due.party(), List.of());
        Money owedBack = Money.sum(open.stream().map(Clawback::open).toList());
        return preconditions
                .advance(producer, due.party(), due.recoup(), draft.batch())
                .doOnNext(advance -> {
                    PayoutAmounts amounts = PayoutAmounts.of(due.gross(), due.recoup(), advance, owedBack);
                    if (amounts.net().isPositive()) {
                        UUID item = Uuids.next();
                        draft.items().add(PayoutItem.made(item, due.party(), sound.payee(due.party()), amounts));
                        draft.recover(item, open, amounts.clawback());
                    } else {
                        draft.leftOut().add(new LeftOut(due.party(), LeftOutReason.NOTHING_LEFT));
                    }
                })
                .then();
    }

    private Mono<View> save(Caller caller, ProducerId producer, BatchDraft draft) {
        if (draft.items().isEmpty()) {
            return Mono.error(() ->
                    new Refusal(PayoutReason.NOTHING_PAYABLE, draft.leftOut().size()));
        }
        return store.add(producer, draft.batch(), caller.account(), draft.items())
                .then(earnings.putInto(producer, draft.items()))
                .then(earnings.noteParts(producer, draft.items()))
                .then(clawbacks.take(producer, draft.recoveries()))
                .then(told.leaveOut(producer, draft.batch(), draft.told()))
                .then(Mono.defer(() -> view(producer, draft.batch())));
    }

    Mono<Batch> find(ProducerId producer, UUID id) {
        return store.find(producer, id).switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.BATCH_NOT_FOUND, id)));
    }

    Mono<View> get(Caller caller, ProducerId producer, UUID id) {
        return access.requireReader(caller, producer).then(Mono.defer(() -> view(producer, id)));
    }

    Mono<View> view(ProducerId producer, UUID id) {
        return find(producer, id)
                .flatMap(batch -> store.items(producer, id)
                        .collectList()
                        .flatMap(items -> Mono.zip(told.leftOut(producer, id), shared(producer, batch, items))
                                .map(both -> new View(batch, items, both.getT1(), both.getT2()))));
    }

    private Mono<List<UUID>> shared(ProducerId producer, Batch batch, List<PayoutItem> items) {
        return batch.status() == Batch.Status.MADE
                ? preconditions.shared(producer, items)
                : told.acknowledged(producer, batch.id());
    }

    Mono<Page<Batch>> list(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return access.requireReader(caller, producer)
                .thenMany(store.list(producer, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, batch -> Cursor.of(0, batch.id())));
    }
}
