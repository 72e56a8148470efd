package org.livelihood.income.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.livelihood.goods.linkage.OrderAssistanceTerms;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.goods.linkage.WorkshopTerms;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.income.split.Amounts;
import org.livelihood.income.split.FeeKey;
import org.livelihood.income.split.Golden;
import org.livelihood.income.split.LineInputs;
import org.livelihood.income.split.LineSplit;
import org.livelihood.income.split.LotTerms;
import org.livelihood.income.split.PartKey;
import org.livelihood.income.split.TracedSaleKey;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.SkuId;

class LineSplitProperties {

    private final Golden golden = new Golden();

    private LotTerms lot(long units, List<Long> payables, Terms terms) {
        List<Party> parties =
                payables.stream().map(payable -> Party.of(HouseholdId.next())).toList();
        return golden.lot(
                units,
                terms,
                IntStream.range(0, payables.size())
                        .mapToObj(i -> new SealedLot.Contributed(parties.get(i), payables.get(i)))
                        .toList(),
                IntStream.range(0, payables.size())
                        .mapToObj(i ->
                                Golden.payable(parties.get(i), "PURCHASE", IncomeCategory.OPERATING, payables.get(i)))
                        .toList());
    }

    private static Terms terms(Random random) {
        return random.nextBoolean()
                ? new WorkshopTerms(List.of(), random.nextInt(2_000), random.nextInt(10_001))
                : new OrderAssistanceTerms(
                        random.nextInt(500),
                        random.nextInt(10_001),
                        random.nextInt(2_000),
                        random.nextInt(3_000),
                        random.nextInt(3_000),
                        0);
    }

    @Property
    void partsSumToTheNetAmountWhateverIsRefundedInWhateverOrder(
            @ForAll @LongRange(min = 0, max = 10_000_000) long paid,
            @ForAll @LongRange(min = 1, max = 40) long quantity,
            @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 0, max = 100_000) Long> payables,
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 100) Integer> refundPercents,
            @ForAll Random random) {
        LotTerms lot = lot(quantity + random.nextInt(50), payables, terms(random));
        Map<PartKey, Money> posted = new LinkedHashMap<>();
        Map<TracedSaleKey, Money> traced = new LinkedHashMap<>();
        List<Long> nets = new ArrayList<>(List.of(paid));
        refundPercents.forEach(percent -> nets.add(nets.get(nets.size() - 1) * (100 - percent) / 100));
        nets.add(0L);
        long units = quantity;
        for (long net : nets) {
            LineSplit target = golden.split(lot, units, net, golden.host, golden.earner, net / 50);
            Amounts.difference(target.parts(), posted).forEach((key, amount) -> Amounts.add(posted, key, amount));
            Amounts.difference(target.tracedSales(), traced).forEach((key, amount) -> Amounts.add(traced, key, amount));
            assertThat(Golden.total(posted)).isEqualTo(net);
            assertThat(posted).isEqualTo(target.parts());
            units -= random.nextLong(units + 1);
        }
        assertThat(posted).isEmpty();
        assertThat(traced).isEmpty();
    }

    private record Back(Money money, long units) {}

    /** Money and goods that come back of a line, now and then all there is of the one or the other. */
    private static List<Back> backs(int times, SoldLine sold, Random random) {
        List<Back> backs = new ArrayList<>();
        long fen = sold.paid().fen();
        long units = sold.quantity();
        for (int i = 0; i < times; i++) {
            Back back = new Back(
                    new Money(random.nextInt(5) == 0 ? fen : random.nextLong(fen + 1)),
                    random.nextInt(5) == 0 ? units : random.nextLong(units + 1));
            backs.add(back);
            fen -= back.money().fen();
            units -= back.units();
        }
        return backs;
    }

    /** All that stands on a line after refunds: the sums of the differences that were posted for each. */
    private static LineSplit standing(
            AttributedLine first,
            List<UnitRange> bought,
            Map<FeeKey, Money> carriedIn,
            Map<LotId, LotTerms> lots,
            List<Back> backs) {
        LineSplit posted = new LineSplit(new HashMap<>(), new HashMap<>(), new HashMap<>());
        List<UnitRange> units = new ArrayList<>(bought);
        AttributedLine head = first;
        for (int i = 0; i <= backs.size(); i++) {
            LineSplit target = LineSplit.of(head.inputs(units, carriedIn), lots);
            add(posted.parts(), target.parts());
            add(posted.tracedSales(), target.tracedSales());
            add(posted.uncharged(), target.uncharged());
            if (i < backs.size()) {
                Back back = backs.get(i);
                head = head.next(refunded(head.sold(), back));
                units.subList(units.size() - (int) back.units(), units.size()).clear();
            }
        }
        return posted;
    }

    private static <K> void add(Map<K, Money> posted, Map<K, Money> target) {
        Amounts.difference(target, posted).forEach((key, amount) -> Amounts.add(posted, key, amount));
    }

    private static SoldLine refunded(SoldLine sold, Back back) {
        return new SoldLine(
                sold.producer(),
                sold.line(),
                sold.order(),
                sold.session(),
                sold.sku(),
                sold.quantity(),
                sold.returned() + back.units(),
                0,
                sold.paid(),
                sold.refunded().plus(back.money()),
                sold.paidAt());
    }

    /** Under all five models, over several lots, with a host's wage and with fees that earlier sales left. */
    @Property
    void theSameRefundsInAnotherOrderLeaveTheSame(
            @ForAll @LongRange(min = 0, max = 1_000_000) long paid,
            @ForAll @IntRange(min = 1, max = 6) int times,
            @ForAll Random random) {
        HistoryLots made = new HistoryLots(random);
        Map<LotId, LotTerms> lots = new LinkedHashMap<>();
        Map<FeeKey, Money> carriedIn = new HashMap<>();
        List<UnitRange> units = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            LotTerms one = made.next(golden.producer).terms();
            lots.put(one.lot().id(), one);
            LongStream.range(0, 1 + random.nextLong(one.lot().units()))
                    .forEach(n -> units.add(new UnitRange(one.lot().id(), n, n + 1)));
            one.lot().contributions().forEach(each -> {
                FeeKey fee = new FeeKey(one.lot().agreement(), each.party());
                Amounts.add(carriedIn, fee, new Money(random.nextInt(3_000)));
            });
        }
        Money whole = new Money(paid);
        SoldLine sold = new SoldLine(
                golden.producer,
                golden.line,
                OrderId.next(),
                null,
                SkuId.next(),
                units.size(),
                0,
                0,
                whole,
                Money.ZERO,
                Instant.EPOCH);
        AttributedLine first = new AttributedLine(
                sold, golden.host, golden.earner, new Money(random.nextInt(2_000)), whole, 1, LineSplit.FORMULA, false);
        List<Back> backs = backs(times, sold, random);
        List<Back> shuffled = new ArrayList<>(backs);
        Collections.shuffle(shuffled, random);
        LineSplit left = standing(first, units, carriedIn, lots, backs);
        assertThat(standing(first, units, carriedIn, lots, shuffled)).isEqualTo(left);
        Money refunded = Money.sum(backs.stream().map(Back::money).toList());
        assertThat(Amounts.total(left.parts())).isEqualTo(whole.minus(refunded));
    }

    private LineInputs inputs(LotTerms lot, long units, long net, long wage, int formula) {
        return new LineInputs(
                golden.producer,
                golden.line,
                formula,
                new Money(net),
                golden.host,
                golden.earner,
                new Money(wage),
                List.of(new UnitRange(lot.lot().id(), 0, units)),
                Map.of());
    }

    /** Under all five models, with goods of others, guarantees, funds and a host's wage. */
    @Property
    void aSaleNeverShowsPeopleMoreThanItBrought(
            @ForAll @LongRange(min = 0, max = 30_000) long net,
            @ForAll @LongRange(min = 0, max = 5_000) long wage,
            @ForAll Random random) {
        HistoryLots made = new HistoryLots(random);
        LotTerms lot = made.next(golden.producer).terms();
        LotTerms sold =
                made.bought(golden.producer).map(HistoryLots.Made::terms).orElse(lot);
        long units = 1 + random.nextLong(sold.lot().units());
        Map<LotId, LotTerms> lots = Map.of(sold.lot().id(), sold);
        Map<PartKey, Money> parts = LineSplit.of(inputs(sold, units, net, wage, LineSplit.FORMULA), lots)
                .parts();
        assertThat(PartKey.ofPeople(parts).fen()).isLessThanOrEqualTo(net);
        assertThat(Golden.total(parts)).isEqualTo(net);
        parts.forEach((key, amount) ->
                assertThat(key.isOfPeople() && amount.isNegative()).isFalse());
    }

    /** Where a sale brings more than its goods are owed, lines of before and new ones are split alike. */
    @Property
    void dearSalesAreSplitByBothRulesAlike(@ForAll @LongRange(min = 0, max = 5_000) long wage, @ForAll Random random) {
        LotTerms lot = new HistoryLots(random).next(golden.producer).terms();
        Map<LotId, LotTerms> lots = Map.of(lot.lot().id(), lot);
        long units = 1 + random.nextLong(lot.lot().units());
        Map<String, Money> amounts = new HashMap<>();
        LineSplit.of(inputs(lot, units, 100_000_000, wage, 2), lots)
                .parts()
                .forEach((key, amount) -> amounts.merge(key.party() + key.basis(), amount, Money::plus));
        LineSplit.of(inputs(lot, units, 100_000_000, wage, 1), lots)
                .parts()
                .forEach((key, amount) -> amounts.merge(key.party() + key.basis(), amount.negated(), Money::plus));
        assertThat(amounts.values()).allMatch(Money::isZero);
    }

    @Property
    void tracedSalesSumToTheNetAmountWhereSomebodyContributed(
            @ForAll @LongRange(min = 0, max = 10_000_000) long net,
            @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = 100_000) Long> payables,
            @ForAll Random random) {
        LineSplit split = golden.split(lot(7, payables, terms(random)), 3, net, null);
        assertThat(Golden.total(split.tracedSales())).isEqualTo(net);
    }

    /** Units are sold and come back in any order; once all are sold every payable is explained to the fen. */
    @Property
    void overAWholeLotEveryFenOfEveryPayableIsExplained(
            @ForAll @LongRange(min = 1, max = 60) long units,
            @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 0, max = 100_000) Long> payables,
            @ForAll Random random) {
        LotTerms lot = lot(units, payables, Golden.SOCK_TERMS);
        LotId id = lot.lot().id();
        TreeSet<Long> free = LongStream.range(0, units).boxed().collect(Collectors.toCollection(TreeSet::new));
        List<List<UnitRange>> lines = new ArrayList<>();
        long left = units;
        for (int step = 0; step < 200 && (left > 0 || step < 100); step++) {
            if (left > 0 && (step >= 100 || random.nextInt(3) > 0)) {
                long taken = 1 + random.nextLong(left);
                lines.add(take(free, id, taken));
                left -= taken;
            } else if (!lines.isEmpty()) {
                int line = random.nextInt(lines.size());
                List<UnitRange> standing = lines.get(line);
                int back = random.nextInt(standing.size() + 1);
                List<UnitRange> given = standing.subList(standing.size() - back, standing.size());
                given.forEach(unit -> free.add(unit.from()));
                given.clear();
                left += back;
            }
        }
        lines.add(take(free, id, left));
        Map<Party, Money> explained = new HashMap<>();
        for (List<UnitRange> line : lines) {
            LineInputs inputs = new LineInputs(
                    golden.producer,
                    golden.line,
                    LineSplit.FORMULA,
                    new Money(1_000_000),
                    null,
                    null,
                    Money.ZERO,
                    line,
                    Map.of());
            LineSplit.of(inputs, Map.of(id, lot)).parts().forEach((key, amount) -> {
                if (key.is(IncomeNature.TRACE)) {
                    explained.merge(key.party(), amount, Money::plus);
                }
            });
        }
        for (SealedLot.Payable payable : lot.lot().payables()) {
            assertThat(explained.getOrDefault(payable.party(), Money.ZERO)).isEqualTo(payable.amount());
        }
    }

    private static List<UnitRange> take(TreeSet<Long> free, LotId lot, long units) {
        List<UnitRange> taken = new ArrayList<>();
        for (long i = 0; i < units; i++) {
            long number = Objects.requireNonNull(free.pollFirst());
            taken.add(new UnitRange(lot, number, number + 1));
        }
        return taken;
    }
}
