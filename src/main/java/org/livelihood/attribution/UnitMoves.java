package org.livelihood.attribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.lot.Lots;
import org.livelihood.lot.SealedLot;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets lines take units of lots and give them back, down to the number of each unit. */
@Component
class UnitMoves {

    private final Lots lots;
    private final FrozenTerms frozen;
    private final FreeUnitsStore store;

    UnitMoves(Lots lots, FrozenTerms frozen, FreeUnitsStore store) {
        this.lots = lots;
        this.frozen = frozen;
        this.store = store;
    }

    /** What stands on each line afterwards, and the terms of all lots among it. */
    record Standing(Map<OrderLineId, List<UnitRange>> units, Map<LotId, LotTerms> terms) {

        List<UnitRange> of(OrderLineId line) {
            return units.getOrDefault(line, List.of());
        }
    }

    Mono<Standing> move(List<Change> changes, PostedStore.Posted posted) {
        List<Lots.Demand> demands = changes.stream()
                .map(change -> demand(change, posted.unitsOf(change.line())))
                .filter(demand -> demand.units() != 0)
                .toList();
        Mono<List<Lots.Take>> takes = demands.isEmpty() ? Mono.just(List.of()) : lots.take(demands);
        return takes.flatMap(taken -> frozen.of(lotsOf(changes, posted, taken))
                .flatMap(terms -> number(changes, posted, complete(demands, taken), terms)));
    }

    private static Lots.Demand demand(Change change, List<UnitRange> standing) {
        Sold sold = change.sold();
        return new Lots.Demand(sold.producer(), sold.line(), sold.sku(), sold.units() - units(standing));
    }

    private static long units(List<UnitRange> ranges) {
        return ranges.stream().mapToLong(UnitRange::units).sum();
    }

    private static List<Lots.Take> complete(List<Lots.Demand> demands, List<Lots.Take> taken) {
        Map<OrderLineId, Long> got = new HashMap<>();
        taken.forEach(take -> got.merge(take.line(), take.units(), Long::sum));
        for (Lots.Demand demand : demands) {
            if (got.getOrDefault(demand.line(), 0L) != demand.units()) {
                throw new IllegalStateException("line " + demand.line() + " wants " + demand.units() + " units of SKU "
                        + demand.sku() + " and got " + got.getOrDefault(demand.line(), 0L));
            }
        }
        return taken;
    }

    private static Map<LotId, ProducerId> lotsOf(
            List<Change> changes, PostedStore.Posted posted, List<Lots.Take> taken) {
        Map<LotId, ProducerId> wanted = new HashMap<>();
        taken.forEach(take -> wanted.put(take.lot(), take.producer()));
        changes.forEach(change -> posted.unitsOf(change.line())
                .forEach(range -> wanted.put(range.lot(), change.sold().producer())));
        return wanted;
    }

    private Mono<Standing> number(
            List<Change> changes, PostedStore.Posted posted, List<Lots.Take> taken, Map<LotId, LotTerms> terms) {
        Map<OrderLineId, List<UnitRange>> units = new HashMap<>();
        changes.forEach(change -> units.put(change.line(), posted.unitsOf(change.line())));
        Standing standing = new Standing(units, terms);
        if (taken.isEmpty()) {
            return Mono.just(standing);
        }
        List<SealedLot> moving = taken.stream()
                .map(Lots.Take::lot)
                .distinct()
                .map(lot -> sealed(lot, terms))
                .toList();
        return store.lock(moving).flatMap(free -> {
            taken.forEach(take -> units.compute(take.line(), (line, now) -> apply(take, now, free)));
            return store.save(moving, free).thenReturn(standing);
        });
    }

    private static SealedLot sealed(LotId lot, Map<LotId, LotTerms> terms) {
        LotTerms found = terms.get(lot);
        if (found == null) {
            throw new IllegalStateException("lot " + lot + " is not sealed");
        }
        return found.lot();
    }

    private static List<UnitRange> apply(Lots.Take take, List<UnitRange> now, Map<LotId, FreeUnits> free) {
        FreeUnits numbers = Objects.requireNonNull(free.get(take.lot()));
        if (take.units() < 0) {
            return numbers.giveBack(now, -take.units());
        }
        return Stream.concat(now.stream(), numbers.take(take.units()).stream()).toList();
    }
}
