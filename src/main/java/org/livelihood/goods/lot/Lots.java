package org.livelihood.goods.lot;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.agreement.Agreements;
import org.livelihood.goods.catalog.Listings;
import org.livelihood.goods.lotgraph.LotEdge;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the lots: opened, filled with contributions, sealed, sold first produced first. */
@Service
public class Lots {

    private final LotStore store;
    private final Contributions contributions;
    private final EntryStore entries;
    private final Producers producers;
    private final Agreements agreements;
    private final Listings listings;
    private final TermsOfDay terms;
    private final LotSealing sealing;
    private final BelongingRecheck whereabouts;
    private final SealedLots sealed;
    private final SourceStore sources;
    private final UnitTaking taking;
    private final PlausibilityStore plausibility;
    private final Clock clock;

    Lots(
            LotStore store,
            Contributions contributions,
            EntryStore entries,
            Producers producers,
            Agreements agreements,
            Listings listings,
            TermsOfDay terms,
            LotSealing sealing,
            BelongingRecheck whereabouts,
            SealedLots sealed,
            SourceStore sources,
            UnitTaking taking,
            PlausibilityStore plausibility,
            Clock clock) {
        this.store = store;
        this.contributions = contributions;
        this.entries = entries;
        this.producers = producers;
        this.agreements = agreements;
        this.listings = listings;
        this.terms = terms;
        this.sealing = sealing;
        this.whereabouts = whereabouts;
        this.sealed = sealed;
        this.sources = sources;
        this.taking = taking;
        this.plausibility = plausibility;
        this.clock = clock;
    }

    /** Opens a lot of one of the producer's SKUs under one of its agreements. */
    @Transactional
    public Mono<LotId> open(Caller caller, ProducerId producer, SkuId sku, AgreementId agreement) {
        LotId id = LotId.next();
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(agreements.require(producer, agreement))
                .then(listings.sku(sku))
                .filter(found -> found.producer().equals(producer))
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(LotReason.SKU_OF_ANOTHER, "skuId", sku)))
                .then(store.open(producer, id, sku, agreement))
                .thenReturn(id);
    }

    /**
     * Adds contributions to an open lot, and corrections of those that it has: all of them or none.
     *
     * @return the ids of what was entered, in the order in which it was given
     * @throws Refusal CORRECTION_UNNAMED, NOT_A_CONTRIBUTOR, TOO_MANY_HOURS, or as {@link Corrections#resolve}
     */
    @Transactional
    public Mono<List<UUID>> contribute(Caller caller, ProducerId producer, LotId id, List<Contribution.Entry> entries) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(lockedOpen(producer, id))
                .flatMap(lot -> contributions.enter(lot, entries, caller.account()));
    }

    /** What was put into a lot, the first entered first, each with what corrections left of it. */
    public Mono<Page<Contribution.Entered>> contributions(
            Caller caller, ProducerId producer, LotId id, @Nullable Cursor after, int limit) {
        return producers
                .requireReader(caller, producer, Role.PRODUCER)
                .then(get(caller, producer, id))
                .thenMany(Flux.defer(() -> entries.list(producer, id, after, limit + 1)))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id())));
    }

    /**
     * Seals a lot: freezes units, contributions and the agreement version of the day, creates what is owed once, and
     * puts the units up for sale; what it was made of leaves the lots that it comes from. Refused with NOT_OPEN when it
     * is sealed already, and as {@link TermsOfDay} where the day is not one whose terms apply to what was contributed.
     */
    @Transactional
    public Mono<SealedLot> seal(Caller caller, ProducerId producer, LotId id, Lot.Seal seal) {
        Instant now = clock.instant();
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(lockedOpen(producer, id))
                .delayUntil(lot -> whereabouts.putRight(lot, caller.account()))
                .zipWhen(lot -> terms.of(lot, seal.on()))
                .flatMap(both -> sealing.seal(both.getT1(), seal, both.getT2(), caller.account(), now))
                .then(Mono.defer(() -> sealed(producer, List.of(id)).single()));
    }

    /** Confirms an open lot, as who decides about the producer. Refused with NOT_FOUND or NOT_OPEN. */
    @Transactional
    public Mono<Void> confirm(Caller caller, ProducerId producer, LotId id, LotConfirmation confirmation) {
        return producers
                .requireDecider(caller, producer)
                .then(Mono.defer(() -> lockedOpen(producer, id)))
                .flatMap(lot -> plausibility.confirm(lot, confirmation, caller.account(), clock.instant()));
    }

    private Mono<Lot> lockedOpen(ProducerId producer, LotId id) {
        return store.lock(producer, id)
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.NOT_FOUND, id)))
                .filter(lot -> lot.status() == Lot.Status.OPEN)
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.NOT_OPEN, id)));
    }

    /** A lot, for its producer and for those who check it in its region. */
    public Mono<Lot> get(Caller caller, ProducerId producer, LotId id) {
        return requireReader(caller, producer)
                .then(store.find(producer, id))
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.NOT_FOUND, id)));
    }

    public Mono<Page<Lot>> list(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return requireReader(caller, producer)
                .thenMany(store.list(producer, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, lot -> Cursor.of(0, lot.id().value())));
    }

    Mono<Void> requireReader(Caller caller, ProducerId producer) {
        return producers.requireReader(caller, producer, Role.PRODUCER, Role.HOST);
    }

    /**
     * Lets lines take units, first produced first sold, and give them back, within the caller's transaction.
     *
     * @return what stands on each line afterwards
     */
    @Transactional
    public Mono<Map<OrderLineId, List<UnitRange>>> take(List<UnitDemand> demands) {
        return taking.move(demands);
    }

    /**
     * Completes when a sale of a day may stand on a lot: it was made by that day, and its agreement was in force on it.
     *
     * @throws Refusal NOT_FOUND, NOT_SEALED, NOT_SELLABLE where the lot or its terms are younger than the sale, or as
     *     {@link Agreements#inForce} where the agreement had ended
     */
    public Mono<Void> requireSellable(ProducerId producer, LotId id, LocalDate soldOn) {
        return store.find(producer, id)
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.NOT_FOUND, id)))
                .filter(lot -> lot.status() == Lot.Status.SEALED)
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.NOT_SEALED, id)))
                .flatMap(lot -> terms.requireSellable(lot, soldOn));
    }

    /** Who sells what these lots went into: their producer, and all to whom it went by deliveries. */
    public Mono<Set<ProducerId>> sellers(ProducerId producer, Collection<LotId> lots) {
        return sources.down(producer, lots)
                .map(LotEdge::producer)
                .concatWithValues(producer)
                .collect(Collectors.toSet());
    }

    /** Sealed lots with what was contributed to them and what is owed for it, through all lots they were made of. */
    public Flux<SealedLot> sealed(ProducerId producer, Collection<LotId> lots) {
        return sealed.of(producer, lots);
    }
}
