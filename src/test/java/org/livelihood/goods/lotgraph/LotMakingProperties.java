package org.livelihood.goods.lotgraph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.livelihood.goods.linkage.Work;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;

/** Whatever is made of lots, through any depth: their units explain what was owed for them, once and in all. */
class LotMakingProperties {

    private final ProducerId producer = ProducerId.next();
    private final AgreementId agreement = AgreementId.next();
    private final List<Party> parties =
            IntStream.range(0, 4).mapToObj(i -> Party.of(HouseholdId.next())).toList();

    private SealedLot plain(long units) {
        return new SealedLot(
                producer,
                LotId.next(),
                SkuId.next(),
                units,
                agreement,
                1,
                Instant.EPOCH,
                null,
                1,
                List.of(),
                List.of(),
                false,
                List.of());
    }

    private SealedLot first(Random random) {
        SealedLot plain = plain(1 + random.nextInt(50));
        List<LotMaking.Put> puts = new ArrayList<>();
        List<SealedLot.Payable> owed = new ArrayList<>();
        for (Party party : parties.subList(0, 1 + random.nextInt(parties.size()))) {
            puts.add(new LotMaking.Put(party, Work.Unit.PIECE, 1 + random.nextInt(1_000)));
            owed.add(new SealedLot.Payable(
                    party, "PIECE_RATE", IncomeCategory.WAGE, new Money(random.nextInt(100_000)), plain.origin()));
        }
        return LotMaking.make(plain, puts, owed, List.of());
    }

    /** Units of a lot from a number on that nobody has yet. */
    private static final class Shelf {

        private final SealedLot lot;
        private long next;

        Shelf(SealedLot lot) {
            this.lot = lot;
        }

        List<UnitRange> take(long units) {
            next += units;
            return List.of(new UnitRange(lot.id(), next - units, next));
        }

        long left() {
            return lot.units() - next;
        }
    }

    @Property(tries = 300)
    void everyFenIsExplainedOnceByWhatIsLeftOfTheGraph(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int steps) {
        List<Shelf> shelves = new ArrayList<>();
        Map<Party, Money> owed = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            SealedLot lot = first(random);
            lot.payables().forEach(one -> owed.merge(one.party(), one.amount(), Money::plus));
            shelves.add(new Shelf(lot));
        }
        for (int step = 0; step < steps; step++) {
            List<SealedLot.Source> sources = new ArrayList<>();
            long in = 0;
            for (Shelf shelf : shelves) {
                long units = shelf.left() == 0 || random.nextInt(3) > 0 ? 0 : 1 + random.nextLong(shelf.left());
                if (units > 0) {
                    sources.add(new SealedLot.Source(shelf.lot, shelf.take(units), null));
                    in += units;
                }
            }
            if (in > 0) {
                long out = 1 + random.nextLong(in);
                shelves.add(new Shelf(LotMaking.make(plain(out), List.of(), List.of(), sources)));
            }
        }
        Map<Party, Money> explained = new HashMap<>();
        for (Shelf shelf : shelves) {
            if (shelf.left() > 0) {
                List<UnitRange> rest = shelf.take(shelf.left());
                shelf.lot
                        .payables()
                        .forEach(one ->
                                explained.merge(one.party(), shelf.lot.carriedBy(one.amount(), rest), Money::plus));
            }
            assertThat(shelf.lot.contributions()).isNotEmpty().allMatch(one -> one.units() > 0);
        }
        owed.forEach((party, amount) ->
                assertThat(explained.getOrDefault(party, Money.ZERO)).isEqualTo(amount));
    }

    @Example
    void aPartOfALotIsWeighedAsTheWhole() {
        SealedLot eggs = LotMaking.make(
                plain(30),
                List.of(
                        new LotMaking.Put(parties.get(0), Work.Unit.PIECE, 18),
                        new LotMaking.Put(parties.get(1), Work.Unit.PIECE, 12)),
                List.of(),
                List.of());
        SealedLot one = LotMaking.make(
                plain(1),
                List.of(),
                List.of(),
                List.of(new SealedLot.Source(eggs, List.of(new UnitRange(eggs.id(), 29, 30)), null)));
        assertThat(one.unit()).isEqualTo(Work.Unit.PIECE);
        assertThat(one.scale()).isEqualTo(5);
        assertThat(one.contributions())
                .containsExactly(
                        new SealedLot.Contributed(parties.get(0), 3), new SealedLot.Contributed(parties.get(1), 2));
    }

    @Example
    void whatIsCountedInDifferentUnitsIsWeighedByWhatIsOwed() {
        SealedLot plain = plain(10);
        SealedLot lot = LotMaking.make(
                plain,
                List.of(
                        new LotMaking.Put(parties.get(0), Work.Unit.MILLI_MU, 3_000),
                        new LotMaking.Put(parties.get(1), Work.Unit.MINUTE, 60)),
                List.of(
                        new SealedLot.Payable(
                                parties.get(0), "RENT", IncomeCategory.PROPERTY, new Money(360), plain.origin()),
                        new SealedLot.Payable(
                                parties.get(1), "TIME_RATE", IncomeCategory.WAGE, new Money(576), plain.origin())),
                List.of());
        assertThat(lot.unit()).isNull();
        assertThat(lot.contributions())
                .containsExactly(
                        new SealedLot.Contributed(parties.get(0), 360), new SealedLot.Contributed(parties.get(1), 576));
    }
}
