package org.livelihood.people.asset;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.people.asset.Asset.Event;
import org.livelihood.people.asset.Asset.EventKind;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of what producers give households in kind. */
@Service
public class Assets {

    private final AssetStore store;
    private final Producers producers;
    private final Ledger ledger;
    private final Clock clock;

    Assets(AssetStore store, Producers producers, Ledger ledger, Clock clock) {
        this.store = store;
        this.producers = producers;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Enters what was given to a household that stands to the producer on that day. What is RECOVERABLE becomes an
     * advance: Dr ADVANCE, Cr PRODUCER_PAYABLE. Refused with NOT_LINKED or NOT_YET.
     */
    @Transactional
    public Mono<AssetId> give(Caller caller, ProducerId producer, Asset.Draft draft) {
        Asset asset = new Asset(
                producer,
                AssetId.next(),
                draft.household(),
                draft.kind(),
                draft.what(),
                draft.units(),
                draft.value(),
                draft.givenOn(),
                draft.evidence(),
                clock.instant());
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(requirePast(draft.givenOn(), "givenOn"))
                .then(producers.partiesOn(producer, draft.givenOn()))
                .filter(parties -> parties.contains(Party.of(draft.household())))
                .switchIfEmpty(Mono.error(() ->
                        Refusal.ofField(AssetReason.NOT_LINKED, "householdId", draft.household(), draft.givenOn())))
                .then(store.add(asset, caller.account()))
                .then(advance(asset))
                .thenReturn(asset.id());
    }

    private Mono<Void> advance(Asset asset) {
        return asset.kind() == Asset.Kind.GRANT
                ? Mono.empty()
                : post(asset, asset.id().toString(), asset.givenOn(), asset.valueFen());
    }

    /** A positive amount is owed by the household to the producer, a negative one no longer. */
    private Mono<Void> post(Asset asset, String id, LocalDate on, Money owed) {
        if (owed.isZero()) {
            return Mono.empty();
        }
        Instant effective = ChinaTime.startOf(on);
        Journal journal = Journal.of(asset.producer(), "asset:" + id, effective)
                .debit(advanceOf(asset.household()), owed)
                .credit(Account.of(Party.of(asset.producer())), owed)
                .build();
        return ledger.post(List.of(journal));
    }

    private static Account advanceOf(HouseholdId household) {
        return new Account(Account.Kind.ADVANCE, household.value());
    }

    /**
     * Enters what became of it. Refused where units would be missing on any day. What is left of the household's
     * advance is read and changed by one at a time, payouts that keep back of it included.
     */
    @Transactional
    public Mono<Asset.History> record(Caller caller, ProducerId producer, AssetId id, Asset.EventDraft draft) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(requirePast(draft.on(), "on"))
                .then(require(producer, id))
                .delayUntil(asset -> ledger.hold(producer, List.of(advanceOf(asset.household()))))
                .flatMap(this::history)
                .zipWhen(history -> ledger.balance(advanceOf(history.asset().household()), producer, null, null))
                .flatMap(both -> enter(caller, both.getT1(), draft, both.getT2()))
                .then(Mono.defer(() -> require(producer, id).flatMap(this::history)));
    }

    private Mono<Void> enter(Caller caller, Asset.History history, Asset.EventDraft draft, Money outstanding) {
        Asset asset = history.asset();
        Event event = eventOf(history, draft, outstanding);
        return store.addEvent(asset, event, caller.account())
                .then(post(
                        asset,
                        asset.id() + ":" + event.seq(),
                        event.on(),
                        event.reliefFen().negated()));
    }

    private Event eventOf(Asset.History history, Asset.EventDraft draft, Money outstanding) {
        Asset asset = history.asset();
        Holding holding = Holding.of(asset, history.events());
        int seq = history.events().size() + 1;
        if (draft.kind() == EventKind.REVERSED) {
            return reversalOf(history, holding, seq, draft);
        }
        boolean relieved = draft.kind() == EventKind.RETURNED || draft.kind() == EventKind.LOST && draft.relieved();
        boolean owed = relieved && asset.kind() == Asset.Kind.RECOVERABLE;
        Money relief = owed ? holding.reliefOf(draft.units(), outstanding) : Money.ZERO;
        Event event = new Event(
                seq,
                draft.kind(),
                draft.units(),
                draft.on(),
                relieved,
                relief,
                null,
                draft.evidence(),
                clock.instant());
        holding.with(event);
        return event;
    }

    private Event reversalOf(Asset.History history, Holding holding, int seq, Asset.EventDraft draft) {
        int wrong = draft.reverses() == null ? 0 : draft.reverses();
        holding.without(wrong);
        Event reversed = history.events().get(wrong - 1);
        return new Event(
                seq,
                EventKind.REVERSED,
                reversed.units(),
                reversed.on(),
                false,
                reversed.reliefFen().negated(),
                wrong,
                draft.evidence(),
                clock.instant());
    }

    private Mono<Void> requirePast(LocalDate day, String field) {
        return day.isAfter(ChinaTime.dayOf(clock.instant()))
                ? Mono.error(() -> Refusal.ofField(AssetReason.NOT_YET, field, day))
                : Mono.empty();
    }

    /** One asset with its history, for its producer and for those who check it. */
    public Mono<Asset.History> get(Caller caller, ProducerId producer, AssetId id) {
        return producers
                .requireReader(caller, producer, Role.PRODUCER)
                .then(require(producer, id))
                .flatMap(this::history);
    }

    /** What a producer gave, the oldest first. */
    public Mono<Page<Asset>> list(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return producers
                .requireReader(caller, producer, Role.PRODUCER)
                .thenMany(store.list(producer, after, limit + 1))
                .collectList()
                .map(rows ->
                        Page.of(rows, limit, asset -> Cursor.of(0, asset.id().value())));
    }

    private Mono<Asset> require(ProducerId producer, AssetId id) {
        return store.find(producer, id).switchIfEmpty(Mono.error(() -> new Refusal(AssetReason.NOT_FOUND, id)));
    }

    private Mono<Asset.History> history(Asset asset) {
        return store.events(asset)
                .collectList()
                .map(events -> new Asset.History(
                        asset, events, Holding.of(asset, events).unitsLeft()));
    }
}
