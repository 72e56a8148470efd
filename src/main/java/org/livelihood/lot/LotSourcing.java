package org.livelihood.lot;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings together what a lot is made of: units of the producer's own lots, and deliveries of others. */
@Component
class LotSourcing {

    private final Withdrawals withdrawals;
    private final DeliveryStore deliveries;

    LotSourcing(Withdrawals withdrawals, DeliveryStore deliveries) {
        this.withdrawals = withdrawals;
        this.deliveries = deliveries;
    }

    /** The edges to a lot; the price of deliveries is zero until the terms have told it. */
    Mono<List<LotEdge>> bring(Lot into, Lot.Making making) {
        return own(into, making.sources())
                .concatWith(Flux.defer(() -> delivered(into, making.deliveries())))
                .collectList();
    }

    private Flux<LotEdge> own(Lot into, List<Lot.Part> parts) {
        return Flux.fromIterable(parts)
                .concatMap(part -> withdrawals
                        .sealed(into.producer(), part.lot())
                        .filter(lot -> lot.agreement().equals(into.agreement()))
                        .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.OTHER_AGREEMENT, part.lot())))
                        .flatMap(lot -> withdrawals.withdraw(lot, part.units()))
                        .map(numbers -> new LotEdge(
                                into.producer(), into.id(), into.producer(), part.lot(), numbers, null, null)));
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
