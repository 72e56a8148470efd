package org.livelihood.income.attribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livelihood.goods.lot.Lots;
import org.livelihood.goods.lot.UnitDemand;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.income.split.FeeKey;
import org.livelihood.income.split.LotTerms;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets lines take units of lots and give them back, down to the number of each unit. */
@Component
class UnitMoves {

    private final Lots lots;
    private final FrozenTerms frozen;

    UnitMoves(Lots lots, FrozenTerms frozen) {
        this.lots = lots;
        this.frozen = frozen;
    }

    /** What stands on each line afterwards, and the terms of all lots among it. */
    record Standing(Map<OrderLineId, List<UnitRange>> units, Map<LotId, LotTerms> terms) {

        List<UnitRange> of(OrderLineId line) {
            return units.getOrDefault(line, List.of());
        }

        /** Those of the balances that stand under the agreements of the line's lots. */
        Map<FeeKey, Money> feesOf(OrderLineId line, Map<FeeKey, Money> balances) {
            if (balances.isEmpty()) {
                return Map.of();
            }
            Set<AgreementId> agreements = of(line).stream()
                    .flatMap(range -> Stream.ofNullable(terms.get(range.lot())))
                    .map(lot -> lot.lot().agreement())
                    .collect(Collectors.toSet());
            Map<FeeKey, Money> found = new HashMap<>(balances);
            found.keySet().removeIf(key -> !agreements.contains(key.agreement()));
            return found;
        }
    }

    Mono<Standing> move(List<LineChange> changes, PostedStore.Posted posted) {
        List<UnitDemand> demands = changes.stream()
                .map(change -> demand(change, posted.unitsOf(change.line())))
                .filter(demand -> demand.from() != null
                        || UnitRange.units(demand.standing()) != demand.units()
                        || demand.spoiled() > 0)
                .toList();
        Mono<Map<OrderLineId, List<UnitRange>>> moved = demands.isEmpty() ? Mono.just(Map.of()) : lots.take(demands);
        return moved.flatMap(taken -> {
            Map<OrderLineId, List<UnitRange>> units = new HashMap<>();
            changes.forEach(change -> units.put(change.line(), posted.unitsOf(change.line())));
            units.putAll(taken);
            return frozen.of(lotsOf(changes, posted, units)).map(terms -> new Standing(units, terms));
        });
    }

    private static UnitDemand demand(LineChange change, List<UnitRange> standing) {
        SoldLine sold = change.sold();
        return new UnitDemand(
                sold.producer(), sold.line(), sold.sku(), sold.units(), change.spoiled(), standing, change.scanned());
    }

    private static Map<LotId, ProducerId> lotsOf(
            List<LineChange> changes, PostedStore.Posted posted, Map<OrderLineId, List<UnitRange>> units) {
        Map<LotId, ProducerId> wanted = new HashMap<>();
        changes.forEach(change -> Stream.concat(
                        posted.unitsOf(change.line()).stream(), units.getOrDefault(change.line(), List.of()).stream())
                .forEach(range -> wanted.put(range.lot(), change.sold().producer())));
        return wanted;
    }
}
