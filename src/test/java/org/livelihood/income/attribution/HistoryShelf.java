package org.livelihood.income.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.income.split.LotTerms;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.LotId;

/** The lots of one producer in memory, down to the number of each unit: on the shelf, on lines, or gone for good. */
final class HistoryShelf {

    private final Random random;
    private final Map<LotId, LotTerms> lots = new LinkedHashMap<>();
    private final Map<LotId, TreeSet<Long>> free = new HashMap<>();
    private final Map<LotId, Set<Long>> gone = new HashMap<>();

    HistoryShelf(Random random) {
        this.random = random;
    }

    Map<LotId, LotTerms> lots() {
        return lots;
    }

    SealedLot lot(LotId id) {
        return Objects.requireNonNull(lots.get(id)).lot();
    }

    void add(LotTerms made) {
        LotId id = made.lot().id();
        lots.put(id, made);
        free.put(id, LongStream.range(0, made.lot().units()).boxed().collect(Collectors.toCollection(TreeSet::new)));
        gone.put(id, new HashSet<>());
    }

    private TreeSet<Long> freeOf(LotId lot) {
        return Objects.requireNonNull(free.get(lot));
    }

    private Set<Long> goneOf(LotId lot) {
        return Objects.requireNonNull(gone.get(lot));
    }

    long left() {
        return free.values().stream().mapToLong(Set::size).sum();
    }

    /** Lots that have so many units left. */
    List<LotId> having(long units) {
        return lots.keySet().stream().filter(lot -> freeOf(lot).size() >= units).toList();
    }

    /** The lowest numbers that are free, of one lot after the other. */
    List<UnitRange> take(long units, Collection<LotId> from) {
        List<UnitRange> taken = new ArrayList<>();
        for (LotId lot : from) {
            TreeSet<Long> numbers = freeOf(lot);
            while (taken.size() < units && !numbers.isEmpty()) {
                long number = Objects.requireNonNull(numbers.pollFirst());
                taken.add(new UnitRange(lot, number, number + 1));
            }
        }
        assertThat(taken).hasSize((int) units);
        return taken;
    }

    void giveBack(UnitRange unit) {
        assertThat(freeOf(unit.lot()).add(unit.from())).isTrue();
    }

    /** Some free units of a lot leave it for good; none where it has none. */
    List<UnitRange> withdraw(LotId lot) {
        int most = freeOf(lot).size();
        List<UnitRange> taken = take(most == 0 ? 0 : 1 + random.nextInt(most), List.of(lot));
        taken.forEach(unit -> goneOf(lot).add(unit.from()));
        return taken;
    }

    /** Parts of lots of one agreement, to make another lot of. */
    List<SealedLot.Source> parts(AgreementId agreement) {
        List<SealedLot.Source> parts = new ArrayList<>();
        for (LotTerms one : lots.values()) {
            if (one.lot().agreement().equals(agreement) && random.nextInt(3) > 0) {
                List<UnitRange> numbers = withdraw(one.lot().id());
                if (!numbers.isEmpty()) {
                    parts.add(new SealedLot.Source(one.lot(), numbers, null));
                }
            }
        }
        return parts;
    }

    /** Each unit of each lot is in one place: on the shelf, on one of these lines, or gone. */
    void check(Collection<List<UnitRange>> lines) {
        Map<LotId, Set<Long>> numbers = new HashMap<>();
        lots.keySet().forEach(lot -> numbers.put(lot, new HashSet<>(freeOf(lot))));
        lots.keySet().forEach(lot -> goneOf(lot).forEach(number -> place(numbers, lot, number)));
        lines.forEach(line -> line.forEach(unit -> place(numbers, unit.lot(), unit.from())));
        lots.forEach((id, made) ->
                assertThat(numbers.get(id)).hasSize((int) made.lot().units()));
    }

    private static void place(Map<LotId, Set<Long>> numbers, LotId lot, long number) {
        assertThat(Objects.requireNonNull(numbers.get(lot)).add(number)).isTrue();
    }
}
