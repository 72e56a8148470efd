package org.livelihood.goods.lot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets lines take units of lots and give them back, down to the number of each unit: three statements for all lines.
 */
@Component
class UnitTaking {

    private static final int MOST_LOOKS = 5;

    private static final Comparator<FreeUnitsStore.Locked> FIRST_PRODUCED = Comparator.comparing(
                    FreeUnitsStore.Locked::sealedAt)
            .thenComparing(lot -> lot.id().value());

    private final FreeUnitsStore store;
    private final DeliveryStore deliveries;

    UnitTaking(FreeUnitsStore store, DeliveryStore deliveries) {
        this.store = store;
        this.deliveries = deliveries;
    }

    /**
     * @return what stands on each line afterwards
     * @throws IllegalStateException if a demand cannot be met, so that nothing is taken at all
     */
    Mono<Map<OrderLineId, List<UnitRange>>> move(List<UnitDemand> demands) {
        Set<FreeUnitsStore.Key> named = new HashSet<>();
        demands.forEach(demand -> {
            demand.standing().forEach(range -> named.add(new FreeUnitsStore.Key(demand.producer(), range.lot())));
            if (demand.from() != null) {
                named.add(new FreeUnitsStore.Key(demand.producer(), demand.from()));
            }
        });
        return move(demands, List.copyOf(named));
    }

    private Mono<Map<OrderLineId, List<UnitRange>>> move(List<UnitDemand> demands, List<FreeUnitsStore.Key> named) {
        return locked(wanted(demands), named, 1).flatMap(lots -> {
            Moved moved = new Moved(lots);
            demands.forEach(moved::giveBack);
            demands.forEach(moved::take);
            return store.save(lots)
                    .then(Mono.defer(() -> store.record(moved.takes)))
                    .then(Mono.defer(() -> deliveries.spoiled(moved.losses)))
                    .thenReturn(moved.standing);
        });
    }

    private static List<FreeUnitsStore.Wanted> wanted(List<UnitDemand> demands) {
        Map<FreeUnitsStore.Wanted, Long> bySku = new LinkedHashMap<>();
        demands.stream()
                .filter(demand -> demand.from() == null && demand.more() > 0)
                .forEach(demand -> bySku.merge(
                        new FreeUnitsStore.Wanted(demand.producer(), demand.sku(), 0), demand.more(), Math::addExact));
        return bySku.entrySet().stream()
                .map(one -> new FreeUnitsStore.Wanted(
                        one.getKey().producer(), one.getKey().sku(), one.getValue()))
                .toList();
    }

    /** Looks again where somebody else took the units of the lots that were found, while this one waited for them. */
    private Mono<List<FreeUnitsStore.Locked>> locked(
            List<FreeUnitsStore.Wanted> wanted, List<FreeUnitsStore.Key> named, int look) {
        return store.lock(wanted, named).collectList().flatMap(lots -> {
            boolean enough = wanted.stream().allMatch(one -> free(lots, one) >= one.units());
            return enough || look == MOST_LOOKS ? Mono.just(lots) : locked(wanted, named, look + 1);
        });
    }

    private static long free(List<FreeUnitsStore.Locked> lots, FreeUnitsStore.Wanted wanted) {
        return lots.stream()
                .filter(lot ->
                        lot.producer().equals(wanted.producer()) && lot.sku().equals(wanted.sku()))
                .mapToLong(lot -> lot.free().units())
                .sum();
    }

    /** What is being moved between locked lots and lines. */
    private static final class Moved {

        private record Shelf(ProducerId producer, SkuId sku) {}

        private final Map<LotId, FreeUnitsStore.Locked> lots = new HashMap<>();
        private final Map<Shelf, List<FreeUnitsStore.Locked>> shelves = new HashMap<>();
        private final Map<OrderLineId, List<UnitRange>> standing = new HashMap<>();
        private final List<FreeUnitsStore.Take> takes = new ArrayList<>();
        private final List<DeliveryStore.Spoiled> losses = new ArrayList<>();
        private final Map<OrderLineId, Long> lost = new HashMap<>();

        Moved(List<FreeUnitsStore.Locked> locked) {
            locked.forEach(lot -> lots.put(lot.id(), lot));
            locked.stream()
                    .sorted(FIRST_PRODUCED)
                    .forEach(lot -> shelves.computeIfAbsent(
                                    new Shelf(lot.producer(), lot.sku()), shelf -> new ArrayList<>())
                            .add(lot));
        }

        /** A line gives back its last units, spoiled ones first; all where it shall stand on one given lot. */
        void giveBack(UnitDemand demand) {
            List<UnitRange> left = new ArrayList<>(demand.standing());
            long standing = UnitRange.units(left);
            long back = demand.from() == null ? Math.max(0, standing - demand.units()) : standing;
            long spoiled = Math.min(back, demand.spoiled());
            while (back > 0) {
                UnitRange last = left.remove(left.size() - 1);
                long cut = Math.max(last.from(), last.until() - back);
                if (cut > last.from()) {
                    left.add(new UnitRange(last.lot(), last.from(), cut));
                }
                long fit = cut + Math.min(spoiled, last.until() - cut);
                if (fit > cut) {
                    lose(demand, new UnitRange(last.lot(), cut, fit));
                }
                if (last.until() > fit) {
                    lot(last.lot()).free().add(new UnitRange(last.lot(), fit, last.until()));
                }
                takes.add(take(demand, last.lot(), cut - last.until()));
                spoiled -= fit - cut;
                back -= last.until() - cut;
            }
            this.standing.put(demand.line(), left);
        }

        private void lose(UnitDemand demand, UnitRange range) {
            losses.add(new DeliveryStore.Spoiled(demand.producer(), demand.line(), range));
            lost.merge(demand.line(), range.until() - range.from(), Math::addExact);
        }

        /** A line takes what it lacks; what spoiled before it had taken anything leaves the same lots. */
        void take(UnitDemand demand) {
            List<UnitRange> now = Objects.requireNonNull(standing.get(demand.line()));
            List<UnitRange> taken = taken(demand, demand.units() - UnitRange.units(now));
            taken.forEach(range -> takes.add(take(demand, range.lot(), range.until() - range.from())));
            now.addAll(taken);
            taken(demand, demand.spoiled() - lost.getOrDefault(demand.line(), 0L))
                    .forEach(range -> lose(demand, range));
        }

        private List<UnitRange> taken(UnitDemand demand, long wanted) {
            List<UnitRange> taken = new ArrayList<>();
            long missing = wanted;
            for (FreeUnitsStore.Locked lot : sources(demand)) {
                List<UnitRange> some = lot.free().take(Math.max(0, missing));
                taken.addAll(some);
                missing -= UnitRange.units(some);
            }
            if (missing > 0) {
                throw demand.from() != null
                        ? new Refusal(LotReason.NOT_ENOUGH_LEFT, demand.from(), missing)
                        : new IllegalStateException("line " + demand.line() + " wants " + demand.units()
                                + " units of SKU " + demand.sku() + " and lacks " + missing);
            }
            return taken;
        }

        private List<FreeUnitsStore.Locked> sources(UnitDemand demand) {
            return demand.from() == null
                    ? shelves.getOrDefault(new Shelf(demand.producer(), demand.sku()), List.of())
                    : List.of(scanned(demand.sku(), demand.from()));
        }

        private FreeUnitsStore.Locked scanned(SkuId sku, LotId id) {
            FreeUnitsStore.Locked found = lot(id);
            if (!found.sku().equals(sku)) {
                throw new Refusal(LotReason.OTHER_SKU, id);
            }
            return found;
        }

        private FreeUnitsStore.Locked lot(LotId id) {
            FreeUnitsStore.Locked found = lots.get(id);
            if (found == null) {
                throw new Refusal(LotReason.NOT_FOUND, id);
            }
            return found;
        }

        private static FreeUnitsStore.Take take(UnitDemand demand, LotId lot, long units) {
            return new FreeUnitsStore.Take(demand.producer(), demand.line(), lot, units);
        }
    }
}
