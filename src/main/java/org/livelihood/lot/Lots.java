package org.livelihood.lot;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.agreement.AgreementVersion;
import org.livelihood.agreement.Agreements;
import org.livelihood.catalog.Listings;
import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.Page;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Role;
import org.livelihood.kernel.SkuId;
import org.livelihood.linkage.Due;
import org.livelihood.linkage.Sealing;
import org.livelihood.linkage.Work;
import org.livelihood.producer.Producers;
import org.livelihood.stock.Stock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the lots: opened, filled with contributions, sealed, sold first produced first. */
@Service
public class Lots {

    private final LotStore store;
    private final ContributionStore contributions;
    private final Contributors contributors;
    private final Producers producers;
    private final Agreements agreements;
    private final Listings listings;
    private final Stock stock;
    private final LotPayables payables;
    private final Clock clock;

    Lots(
            LotStore store,
            ContributionStore contributions,
            Contributors contributors,
            Producers producers,
            Agreements agreements,
            Listings listings,
            Stock stock,
            LotPayables payables,
            Clock clock) {
        this.store = store;
        this.contributions = contributions;
        this.contributors = contributors;
        this.producers = producers;
        this.agreements = agreements;
        this.listings = listings;
        this.stock = stock;
        this.payables = payables;
        this.clock = clock;
    }

    /** Units that a paid line takes from the oldest sealed lots of its SKU; negative gives returned units back. */
    public record Demand(ProducerId producer, OrderLineId line, SkuId sku, long units) {}

    /** Units of one lot that stand on one line. */
    public record Take(ProducerId producer, OrderLineId line, LotId lot, long units) {}

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

    /** Adds contributions to an open lot: all of them or none. */
    @Transactional
    public Mono<Integer> contribute(Caller caller, ProducerId producer, LotId id, List<Contribution.Entry> entries) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(lockedOpen(producer, id))
                .flatMapMany(lot -> contributors.resolve(lot, entries))
                .collectList()
                .flatMap(resolved -> contributions
                        .add(producer, id, resolved, caller.account())
                        .then(contributions.requirePossibleHours(resolved))
                        .thenReturn(resolved.size()));
    }

    /**
     * Seals a lot: freezes units, contributions and the agreement version of the day, creates what is owed once, and
     * puts the units up for sale. Refused with NOT_OPEN when it is sealed already.
     */
    @Transactional
    public Mono<SealedLot> seal(Caller caller, ProducerId producer, LotId id, Lot.Seal seal) {
        Instant now = clock.instant();
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(lockedOpen(producer, id))
                .flatMap(lot -> agreements.inForce(producer, lot.agreement(), seal.on()))
                .zipWhen(version -> contributions.worked(producer, id).collectList())
                .flatMap(both -> freeze(caller, id, seal, both.getT1(), both.getT2(), now))
                .then(Mono.defer(() -> sealed(producer, List.of(id)).single()));
    }

    private Mono<Void> freeze(
            Caller caller, LotId id, Lot.Seal seal, AgreementVersion version, List<Work> worked, Instant now) {
        ProducerId producer = version.producer();
        if (worked.isEmpty()) {
            return Mono.error(() -> new Refusal(LotReason.EMPTY, id));
        }
        List<Due> dues = LotPayables.due(
                version.terms(), id, new Sealing(id.value(), seal.units(), worked, seal.marketPriceFen()));
        return store.seal(producer, id, version.version(), seal, now, caller.account())
                .flatMap(sku -> payables.create(version, id, seal.on(), dues, now)
                        .then(stock.add(producer, sku, seal.units())));
    }

    private Mono<Lot> lockedOpen(ProducerId producer, LotId id) {
        return store.lock(producer, id)
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.NOT_FOUND, id)))
                .filter(lot -> lot.status() == Lot.Status.OPEN)
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.NOT_OPEN, id)));
    }

    /** A lot, for its producer and for those who check it. */
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

    private Mono<Void> requireReader(Caller caller, ProducerId producer) {
        return caller.isAny(Role.AUDITOR, Role.OFFICER)
                ? Mono.empty()
                : producers.requireOwn(caller, producer, Role.PRODUCER, Role.HOST);
    }

    /** First produced, first sold; one statement for all demands, within the caller's transaction. */
    @Transactional
    public Mono<List<Take>> take(List<Demand> demands) {
        return store.take(demands)
                .collectList()
                .flatMap(takes -> store.recordTakes(takes).thenReturn(takes));
    }

    /** What stands on the given lines now, in the order in which it was taken. */
    public Mono<List<Take>> taken(Collection<OrderLineId> lines) {
        return store.taken(lines).collectList();
    }

    /**
     * Sealed lots with what was contributed to them and what is owed for it: three statements, however many lots.
     *
     * <p>Each is read to its end before the next is sent: two open results on one connection wait for each other.
     */
    public Flux<SealedLot> sealed(ProducerId producer, Collection<LotId> lots) {
        Mono<Map<LotId, Collection<SealedLot.Contributed>>> contributed = contributions
                .contributed(producer, lots)
                .collectMultimap(ContributionStore.OfLot::lot, ContributionStore.OfLot::contributed);
        Mono<Map<LotId, Collection<SealedLot.Payable>>> owed =
                payables.of(producer, lots).collectMultimap(LotPayables.OfLot::lot, LotPayables.OfLot::payable);
        return store.sealed(producer, lots)
                .collectList()
                .flatMapMany(found -> contributed.flatMapMany(work -> owed.flatMapIterable(pay -> found.stream()
                        .map(lot -> lot.with(of(work, lot.id()), of(pay, lot.id())))
                        .toList())));
    }

    private static <T> List<T> of(Map<LotId, Collection<T>> byLot, LotId lot) {
        return List.copyOf(byLot.getOrDefault(lot, List.of()));
    }
}
