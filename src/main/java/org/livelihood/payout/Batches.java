package org.livelihood.payout;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.household.Payee;
import org.livelihood.household.Payees;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Page;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Uuids;
import org.livelihood.ledger.Account;
import org.livelihood.ledger.Ledger;
import org.livelihood.producer.Managers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Payouts in batches: one person makes them of what is payable, another approves them. */
@Service
class Batches {

    private static final int PARTIES = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final Desk desk;
    private final EarningStore earnings;
    private final BatchStore store;
    private final ClawbackStore clawbacks;
    private final Payees payees;
    private final Managers managers;
    private final Ledger ledger;
    private final Clock clock;

    Batches(
            Desk desk,
            EarningStore earnings,
            BatchStore store,
            ClawbackStore clawbacks,
            Payees payees,
            Managers managers,
            Ledger ledger,
            Clock clock) {
        this.desk = desk;
        this.earnings = earnings;
        this.store = store;
        this.clawbacks = clawbacks;
        this.payees = payees;
        this.managers = managers;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Why a party with something payable stands in no batch. */
    enum Why {
        NO_PAYEE,
        /** Its payee runs a producer. */
        PAYEE_IS_MANAGER,
        /** An advance takes all of it. */
        NOTHING_LEFT,
        /** It comes with the next batch. */
        BATCH_FULL
    }

    record LeftOut(Party party, Why why) {}

    /** A batch with its items; those left out are told when it is made, the first 5,000 of those it came to. */
    record View(Batch batch, List<Item> items, List<LeftOut> leftOut) {}

    /** Makes a batch of all that is payable. Refused with NOTHING_PAYABLE. */
    @Transactional
    public Mono<View> make(Caller caller, ProducerId producer) {
        UUID id = Uuids.next();
        return desk.requireMaker(caller, producer)
                .then(earnings.lock(List.of(producer)))
                .then(Mono.fromSupplier(() -> new Draft(id)))
                .delayUntil(draft -> fill(producer, draft, FIRST))
                .flatMap(draft -> save(caller, producer, draft));
    }

    /** Goes through the parties, some at a time, until the batch is full: those without a payee hold up nobody. */
    private Mono<Void> fill(ProducerId producer, Draft draft, UUID after) {
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

    private Mono<Void> put(ProducerId producer, Draft draft, List<EarningStore.Due> due) {
        List<Party> parties = due.stream().map(EarningStore.Due::party).toList();
        return soundPayees(parties)
                .zipWhen(sound -> clawbacks.open(producer, parties).collectMultimap(Clawback::party))
                .flatMap(both -> Flux.fromIterable(due)
                        .concatMap(one -> put(producer, draft, one, both.getT1(), both.getT2()))
                        .then());
    }

    private record Sound(Map<Party, Payee> payees, Set<UUID> managers) {

        @Nullable
        Why objection(Party party) {
            Payee payee = payees.get(party);
            if (payee == null) {
                return Why.NO_PAYEE;
            }
            return managers.contains(payee.person()) ? Why.PAYEE_IS_MANAGER : null;
        }

        UUID payee(Party party) {
            return Objects.requireNonNull(payees.get(party)).id();
        }
    }

    private Mono<Sound> soundPayees(Collection<Party> parties) {
        return payees.of(parties)
                .collectMap(Payee::party)
                .zipWhen(found -> managers.among(
                        found.values().stream().map(Payee::person).collect(Collectors.toSet())))
                .map(both -> new Sound(both.getT1(), both.getT2()));
    }

    private Mono<Void> put(
            ProducerId producer,
            Draft draft,
            EarningStore.Due due,
            Sound sound,
            Map<Party, Collection<Clawback>> openOf) {
        Why objection = draft.isFull() ? Why.BATCH_FULL : sound.objection(due.party());
        if (objection != null) {
            draft.leftOut().add(new LeftOut(due.party(), objection));
            return Mono.empty();
        }
        Collection<Clawback> open = openOf.getOrDefault(due.party(), List.of());
        Money owedBack = Money.sum(open.stream().map(Clawback::open).toList());
        return advance(producer, due.party(), due.recoup(), draft.batch())
                .doOnNext(advance -> {
                    Amounts amounts = Amounts.of(due.gross(), due.recoup(), advance, owedBack);
                    if (amounts.net().isPositive()) {
                        UUID item = Uuids.next();
                        draft.items().add(Item.made(item, due.party(), sound.payee(due.party()), amounts));
                        draft.recover(item, open, amounts.clawback());
                    } else {
                        draft.leftOut().add(new LeftOut(due.party(), Why.NOTHING_LEFT));
                    }
                })
                .then();
    }

    /** What is outstanding of a party's advance and no other batch keeps back; not looked up where nothing asks. */
    private Mono<Money> advance(ProducerId producer, Party party, Money recoup, UUID batch) {
        return recoup.isZero()
                ? Mono.just(Money.ZERO)
                : ledger.balance(Account.advance(party), producer, null, null)
                        .zipWhen(balance -> store.recoupUnderWay(producer, party.id(), batch), Money::minus);
    }

    private Mono<View> save(Caller caller, ProducerId producer, Draft draft) {
        if (draft.items().isEmpty()) {
            return Mono.error(() ->
                    new Refusal(PayoutReason.NOTHING_PAYABLE, draft.leftOut().size()));
        }
        return store.add(producer, draft.batch(), caller.account(), draft.items())
                .then(earnings.putInto(producer, draft.items()))
                .then(earnings.noteParts(producer, draft.items()))
                .then(clawbacks.take(producer, draft.recoveries()))
                .then(Mono.defer(() -> store.find(producer, draft.batch())))
                .map(batch -> new View(batch, draft.items(), draft.told()));
    }

    /** Approves a batch and submits it. Refused with BATCH_DECIDED, SAME_PERSON, PAYEE_CHANGED or ADVANCE_CHANGED. */
    @Transactional
    public Mono<View> approve(Caller caller, ProducerId producer, UUID id) {
        Instant now = clock.instant();
        return desk.requireDecider(caller, producer)
                .then(undecided(producer, id))
                .flatMap(batch -> desk.requireOther(caller, batch))
                .thenMany(Flux.defer(() -> store.items(producer, id)))
                .collectList()
                .delayUntil(items -> ledger.hold(producer, advances(items)))
                .flatMap(items -> requireUnchanged(producer, id, items)
                        .then(ledger.post(items.stream()
                                .map(item -> Journals.submitted(producer, item, now))
                                .toList()))
                        .then(store.decide(producer, id, Batch.Status.APPROVED, caller.account(), now))
                        .then(store.move(producer, outcomes(items), ItemStatus.MADE, ItemStatus.SUBMITTED, now))
                        .then(earnings.move(producer, ids(items), Earning.Status.SUBMITTED, now)))
                .then(Mono.defer(() -> view(producer, id)));
    }

    private static List<Account> advances(List<Item> items) {
        return items.stream()
                .filter(item -> item.recoupFen().isPositive())
                .map(item -> Account.advance(item.party()))
                .toList();
    }

    private Mono<Void> requireUnchanged(ProducerId producer, UUID batch, List<Item> items) {
        return soundPayees(items.stream().map(Item::party).toList())
                .flatMapIterable(sound -> items.stream()
                        .filter(item -> sound.objection(item.party()) != null
                                || !sound.payee(item.party()).equals(item.payee()))
                        .toList())
                .next()
                .flatMap(item -> Mono.<Void>error(() ->
                        new Refusal(PayoutReason.PAYEE_CHANGED, item.party().id())))
                .thenMany(Flux.fromIterable(items))
                .concatMap(item -> advance(producer, item.party(), item.recoupFen(), batch)
                        .filter(advance -> advance.compareTo(item.recoupFen()) < 0)
                        .flatMap(less -> Mono.<Void>error(() -> new Refusal(
                                PayoutReason.ADVANCE_CHANGED, item.party().id()))))
                .then();
    }

    /** Takes a batch back before it is approved; what was in it is payable again. Refused with BATCH_DECIDED. */
    @Transactional
    public Mono<View> cancel(Caller caller, ProducerId producer, UUID id) {
        Instant now = clock.instant();
        return desk.requireEither(caller, producer)
                .then(undecided(producer, id))
                .thenMany(Flux.defer(() -> store.items(producer, id)))
                .collectList()
                .flatMap(items -> store.decide(producer, id, Batch.Status.CANCELLED, caller.account(), now)
                        .then(store.move(producer, outcomes(items), ItemStatus.MADE, ItemStatus.CANCELLED, now))
                        .then(earnings.move(producer, ids(items), Earning.Status.PAYABLE, now))
                        .then(clawbacks.giveBack(producer, ids(items))))
                .then(Mono.defer(() -> view(producer, id)));
    }

    private Mono<Batch> undecided(ProducerId producer, UUID id) {
        return earnings.lock(List.of(producer))
                .then(Mono.defer(() -> find(producer, id)))
                .filter(batch -> batch.status() == Batch.Status.MADE)
                .switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.BATCH_DECIDED, id)));
    }

    private Mono<Batch> find(ProducerId producer, UUID id) {
        return store.find(producer, id).switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.BATCH_NOT_FOUND, id)));
    }

    Mono<View> get(Caller caller, ProducerId producer, UUID id) {
        return desk.requireReader(caller, producer).then(Mono.defer(() -> view(producer, id)));
    }

    private Mono<View> view(ProducerId producer, UUID id) {
        return find(producer, id)
                .zipWhen(batch -> store.items(producer, id).collectList())
                .map(both -> new View(both.getT1(), both.getT2(), List.of()));
    }

    Mono<Page<Batch>> list(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return desk.requireReader(caller, producer)
                .thenMany(store.list(producer, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, batch -> Cursor.of(0, batch.id())));
    }

    private static List<BatchStore.Outcome> outcomes(List<Item> items) {
        return items.stream().map(BatchStore.Outcome::of).toList();
    }

    private static List<UUID> ids(List<Item> items) {
        return items.stream().map(Item::id).toList();
    }
}
