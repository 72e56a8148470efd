package org.livelihood.goods.lot;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.goods.agreement.AgreementVersion;
import org.livelihood.goods.linkage.Due;
import org.livelihood.goods.linkage.LinkageReason;
import org.livelihood.goods.linkage.Sealing;
import org.livelihood.goods.linkage.Work;
import org.livelihood.goods.lotgraph.LotEdge;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.goods.stock.Stock;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.LargestRemainders;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Freezes a lot: what went in, what came out, and what is owed for it. */
@Component
class LotSealing {

    private final LotStore store;
    private final ContributionStore contributions;
    private final LotSourcing sourcing;
    private final SourceStore sources;
    private final SealedLots sealed;
    private final LotPayables payables;
    private final Plausibility plausibility;
    private final Stock stock;
    private final Ledger ledger;

    LotSealing(
            LotStore store,
            ContributionStore contributions,
            LotSourcing sourcing,
            SourceStore sources,
            SealedLots sealed,
            LotPayables payables,
            Plausibility plausibility,
            Stock stock,
            Ledger ledger) {
        this.store = store;
        this.contributions = contributions;
        this.sourcing = sourcing;
        this.sources = sources;
        this.sealed = sealed;
        this.payables = payables;
        this.plausibility = plausibility;
        this.stock = stock;
        this.ledger = ledger;
    }

    Mono<Void> seal(Lot lot, Lot.Seal seal, AgreementVersion version, AccountId by, Instant now) {
        return plausibility
                .awaitTurn(lot)
                .thenMany(Flux.defer(() -> contributions.worked(lot.producer(), lot.id())))
                .collectList()
                .flatMap(works -> sourcing.bring(lot, seal.making(), version)
                        .flatMap(edges -> freeze(lot, seal, version, works, edges, by, now)));
    }

    private Mono<Void> freeze(
            Lot lot,
            Lot.Seal seal,
            AgreementVersion version,
            List<Work> works,
            List<LotEdge> edges,
            AccountId by,
            Instant now) {
        requireBalance(lot, seal, works, edges);
        List<Due> dues = due(version, lot, seal, works, edges);
        List<Due> toPeople = dues.stream()
                .filter(due -> due.party().kind() != Party.Kind.PRODUCER)
                .toList();
        List<LotEdge> priced = priced(edges, dues);
        return plausibility
                .require(lot, seal, dues)
                .then(Mono.defer(() -> write(lot, seal, version, toPeople, priced, by, now)));
    }

    private Mono<Void> write(
            Lot lot,
            Lot.Seal seal,
            AgreementVersion version,
            List<Due> toPeople,
            List<LotEdge> priced,
            AccountId by,
            Instant now) {
        return store.seal(lot.producer(), lot.id(), version.version(), seal, now, by)
                .flatMap(sku -> payables.create(version, lot.id(), seal.on(), toPeople, now)
                        .then(Mono.defer(() -> priced.isEmpty() ? Mono.empty() : sources.add(priced)))
                        .then(Mono.defer(() -> pay(priced, now)))
                        .then(Mono.defer(() -> stock.add(lot.producer(), sku, seal.units()))));
    }

    /** In = out + loss; a lot that somebody delivered to besides may be more than came out of its sources. */
    static void requireBalance(Lot lot, Lot.Seal seal, List<Work> works, List<LotEdge> edges) {
        if (works.isEmpty() && edges.isEmpty()) {
            throw new Refusal(LotReason.EMPTY, lot.id());
        }
        Lot.Making making = seal.making();
        long in = edges.stream()
                .mapToLong(edge -> UnitRange.units(edge.numbers()))
                .reduce(0, Math::addExact);
        BigInteger came = BigInteger.valueOf(in - making.lostUnits()).multiply(BigInteger.valueOf(making.ratioOut()));
        int excess = came.compareTo(BigInteger.valueOf(seal.units()).multiply(BigInteger.valueOf(making.ratioIn())));
        boolean more = edges.isEmpty() || works.stream().anyMatch(work -> work.kind() == Work.Kind.DELIVERY);
        if (in < making.lostUnits() || excess > 0 || excess < 0 && !more) {
            throw new Refusal(LotReason.NOT_BALANCED, in, seal.units(), making.lostUnits());
        }
    }

    private static List<Due> due(
            AgreementVersion version, Lot lot, Lot.Seal seal, List<Work> works, List<LotEdge> edges) {
        List<Work> all = new ArrayList<>(works);
        edges.stream().filter(edge -> edge.delivery() != null).forEach(edge -> all.add(delivery(version, edge)));
        if (all.isEmpty()) {
            return List.of();
        }
        LotBounds.requireWork(lot.id(), all);
        List<Due> dues = LotPayables.due(
                version.terms(), new Sealing(lot.id().value(), seal.units(), all, seal.marketPriceFen()));
        LotBounds.requireOwed(lot.id(), dues);
        return dues;
    }

    private static Work delivery(AgreementVersion version, LotEdge edge) {
        if (version.terms().unitOf(Work.Kind.DELIVERY, Contribution.DELIVERED).isEmpty()) {
            throw new Refusal(LinkageReason.UNKNOWN_OPERATION, Work.Kind.DELIVERY, Contribution.DELIVERED);
        }
        return new Work(
                Party.of(edge.sourceProducer()),
                Work.Kind.DELIVERY,
                Contribution.DELIVERED,
                UnitRange.units(edge.numbers()));
    }

    /** What a producer is owed goes to its deliveries by units. */
    private static List<LotEdge> priced(List<LotEdge> edges, List<Due> dues) {
        List<LotEdge> priced = new ArrayList<>(
                edges.stream().filter(edge -> edge.delivery() == null).toList());
        List<ProducerId> sellers = edges.stream()
                .filter(edge -> edge.delivery() != null)
                .map(LotEdge::sourceProducer)
                .distinct()
                .toList();
        for (ProducerId seller : sellers) {
            List<LotEdge> sent = edges.stream()
                    .filter(edge -> edge.delivery() != null)
                    .filter(edge -> edge.sourceProducer().equals(seller))
                    .toList();
            Money price = Money.sum(dues.stream()
                    .filter(due -> due.party().equals(Party.of(seller)))
                    .map(Due::amount)
                    .toList());
            Money[] parts = LargestRemainders.split(
                    price,
                    sent.get(0).lot().value(),
                    sent.stream().map(LotSealing::claim).toList());
            for (int i = 0; i < parts.length; i++) {
                priced.add(sent.get(i).at(parts[i]));
            }
        }
        return priced;
    }

    private static LargestRemainders.Claim claim(LotEdge edge) {
        UUID delivery = Objects.requireNonNull(edge.delivery());
        return new LargestRemainders.Claim(delivery, UnitRange.units(edge.numbers()));
    }

    /**
     * A delivery moves the cost of what it explains from its producer's lots to this one's, and owes its producer the
     * rest of the price; less than its cost, and the producer bears the difference, never the households.
     */
    private Mono<Void> pay(List<LotEdge> edges, Instant now) {
        return Flux.fromIterable(edges)
                .filter(edge -> edge.price() != null)
                .concatMap(edge -> sealed.of(edge.sourceProducer(), List.of(edge.source()))
                        .single()
                        .map(source -> journal(edge, new SealedLot.Source(source, edge.numbers(), edge.price()), now)))
                .filter(journal -> !journal.postings().isEmpty())
                .collectList()
                .flatMap(ledger::post);
    }

    private static Journal journal(LotEdge edge, SealedLot.Source source, Instant now) {
        Money price = Objects.requireNonNull(edge.price());
        Money explained = source.explained();
        return Journal.of(edge.producer(), "lot-delivery:" + edge.delivery(), now)
                .debit(Account.lotCost(edge.producer()), price)
                .credit(Account.lotCost(edge.sourceProducer()), explained)
                .credit(Account.of(Party.of(edge.sourceProducer())), price.minus(explained))
                .build();
    }
}
