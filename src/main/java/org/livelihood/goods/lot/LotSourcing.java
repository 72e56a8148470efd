package org.livelihood.goods.lot;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.goods.agreement.AgreementVersion;
import org.livelihood.goods.agreement.Agreements;
import org.livelihood.goods.lotgraph.LotEdge;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings together what a lot is made of: units of the producer's own lots, and deliveries of others. */
@Component
class LotSourcing {

    private final Withdrawals withdrawals;
    private final DeliveryStore deliveries;
    private final Agreements agreements;

    LotSourcing(Withdrawals withdrawals, DeliveryStore deliveries, Agreements agreements) {
        this.withdrawals = withdrawals;
        this.deliveries = deliveries;
        this.agreements = agreements;
    }

    /** The edges to a lot; the price of deliveries is zero until the terms have told it. */
    Mono<List<LotEdge>> bring(Lot into, Lot.Making making, AgreementVersion version) {
        return own(into, making.sources(), version)
                .concatWith(Flux.defer(() -> delivered(into, making.deliveries())))
                .collectList();
    }

    private record Taken(Lot from, List<UnitRange> numbers) {

        private LotEdge edge(Lot into) {
            return new LotEdge(into.producer(), into.id(), from.producer(), from.id(), numbers, null, null);
        }
    }

    /** All lots before any pool, and both in one order: so it waits for nobody who waits for it. */
    private Flux<LotEdge> own(Lot into, List<Lot.Part> parts, AgreementVersion version) {
        return Flux.fromIterable(parts)
                .sort(Comparator.comparing(part -> part.lot().toString()))
                .concatMap(part -> take(into, part, version))
                .collectList()
                .delayUntil(this::offShelf)
                .flatMapIterable(taken -> taken)
                .map(taken -> taken.edge(into));
    }

    private Mono<Taken> take(Lot into, Lot.Part part, AgreementVersion version) {
        return withdrawals
                .sealed(into.producer(), part.lot())
                .filter(lot -> lot.agreement().equals(into.agreement()))
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.OTHER_AGREEMENT, part.lot())))
                .delayUntil(lot -> requireSameTerms(lot, version))
                .flatMap(lot -> withdrawals.take(lot, part.units()).map(numbers -> new Taken(lot, numbers)));
    }

    private Mono<Void> offShelf(List<Taken> all) {
        return Flux.fromIterable(all)
                .sort(Comparator.comparing(taken -> taken.from().sku().toString()))
                .concatMap(taken -> withdrawals.offShelf(taken.from(), UnitRange.units(taken.numbers())))
                .then();
    }

    /** What is paid with each sale is paid by the terms of the lot that is sold: they must be the source's own. */
    private Mono<Void> requireSameTerms(Lot source, AgreementVersion into) {
        int version = Objects.requireNonNull(source.agreementVersion());
        if (version == into.version()) {
            return Mono.empty();
        }
        return agreements
                .version(source.producer(), source.agreement(), version)
                .filter(own -> own.terms().accrues() || into.terms().accrues())
                .flatMap(own ->
                        Mono.error(() -> new Refusal(LotReason.OTHER_VERSION, source.id(), version, into.version())));
    }

    private Flux<LotEdge> delivered(Lot into, List<UUID> ids) {
        if (ids.isEmpty()) {
            return Flux.empty();
        }
        return deliveries
                .accept(into.producer(), ids)
                .collectList()
                .filter(found -> found.size() == new HashSet<>(ids).size())
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.DELIVERY_NOT_FOUND, ids)))
                .flatMapIterable(found -> found)
                .map(sent -> new LotEdge(
                        into.producer(),
                        into.id(),
                        sent.producer(),
                        sent.lot(),
                        sent.numbers(),
                        sent.id(),
                        Money.ZERO));
    }
}
