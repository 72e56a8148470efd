package org.livelihood.lot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.SkuId;
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

    UnitTaking(FreeUnitsStore store) {
        this.store = store;
    }

    /**
     * @return what stands on each line afterwards
     * @throws IllegalStateException if a demand cannot be met, so that nothing is taken at all
     */
    Mono<Map<OrderLineId, List<UnitRange>>> move(List<Lots.Demand> demands) {
        Set<FreeUnitsStore.Key> named = new HashSet<>();
        demands.forEach(demand -> {
            demand.standing().forEach(range -> named.add(new FreeUnitsStore.Key(demand.producer(), range.lot())));
            if (demand.from() != null) {
                named.add(new FreeUnitsStore.Key(demand.producer(), demand.from()));
            }
        });
        return locked(wanted(demands), List.copyOf(named), 1).flatMap(lots -> {
            Moved moved = new Moved(lots);
            demands.forEach(moved::giveBack);
            demands.forEach(moved::take);
            return store.save(lots)
                    .then(Mono.defer(() -> store.record(moved.takes)))
                    .thenReturn(moved.standing);
        });
    }

    private static List<FreeUnitsStore.Wanted> wanted(List<Lots.Demand> demands) {
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

        Moved(List<FreeUnitsStore.Locked> locked) {
            locked.forEach(lot -> lots.put(lot.id(), lot));
            locked.stream()
                    .sorted(FIRST_PRODUCED)
                    .forEach(lot -> shelves.computeIfAbsent(
                                    new Shelf(lot.producer(), lot.sku()), shelf -> new ArrayList<>())
                            .add(lot));
        }

        /** A line gives back its last units; all of them where it shall stand on one given lot. */
        void giveBack(Lots.Demand demand) {
            List<UnitRange> left = new ArrayList<>(demand.standing());
            long back = demand.from() == null ? -demand.more() : UnitRange.units(left);
            while (back > 0) {
                UnitRange last = left.remove(left.size() - 1);
                long cut = Math.max(last.from(), last.until() - back);
                if (cut > last.from()) {
                    left.add(new UnitRange(last.lot(), last.from(), cut));
                }
                lot(last.lot()).free().add(new UnitRange(last.lot(), cut, last.until()));
                takes.add(take(demand, last.lot(), cut - last.until()));
                back -= last.until() - cut;
            }
            standing.put(demand.line(), left);
        }

        void take(Lots.Demand demand) {
            List<UnitRange> now = Objects.requireNonNull(standing.get(demand.line()));
            long missing = demand.units() - UnitRange.units(now);
            for (FreeUnitsStore.Locked lot : sources(demand)) {
                List<UnitRange> taken = lot.free().take(missing);
                long units = UnitRange.units(taken);
                if (units > 0) {
                    takes.add(take(demand, lot.id(), units));
                    now.addAll(taken);
                    missing -= units;
                }
            }
            if (missing > 0) {
                throw demand.from() != null
                        ? new Refusal(LotReason.NOT_ENOUGH_LEFT, demand.from(), missing)
                        : new IllegalStateException("line " + demand.line() + " wants " + demand.units()
                                + " units of SKU " + demand.sku() + " and lacks " + missing);
            }
        }

        private List<FreeUnitsStore.Locked> sources(Lots.Demand demand) {
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

        private static FreeUnitsStore.Take take(Lots.Demand demand, LotId lot, long units) {
            return new FreeUnitsStore.Take(demand.producer(), demand.line(), lot, units);
        }
    }
}
