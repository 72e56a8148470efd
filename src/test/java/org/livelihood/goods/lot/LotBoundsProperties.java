package org.livelihood.goods.lot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.goods.linkage.Due;
import org.livelihood.goods.linkage.OrderAssistanceTerms;
import org.livelihood.goods.linkage.ParkDrivenTerms;
import org.livelihood.goods.linkage.Sealing;
import org.livelihood.goods.linkage.ShareholdingTerms;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.goods.linkage.TrusteeshipTerms;
import org.livelihood.goods.linkage.Work;
import org.livelihood.goods.linkage.WorkshopTerms;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.Refusal;

/** Within the bounds of a lot nothing overflows, whatever the terms; beyond them nothing is sealed. */
class LotBoundsProperties {

    private static final long DEAREST = 100_000_000L;
    private static final long MOST_UNITS = 1_000_000_000L;
    private static final LotId LOT = LotId.next();

    private static final List<Terms> DEAREST_TERMS = List.of(
            new WorkshopTerms(
                    List.of(new WorkshopTerms.Operation("knit", Work.Unit.PIECE, DEAREST, 1)), DEAREST, 10_000),
            new OrderAssistanceTerms(DEAREST, 10_000, DEAREST, 10_000, 10_000, DEAREST),
            new ShareholdingTerms(10_000, 10_000, 10_000, List.of(), DEAREST, DEAREST, 10_000, 10_000),
            new ParkDrivenTerms(DEAREST, DEAREST, 10_000, List.of(), DEAREST, 10_000, 10_000),
            new TrusteeshipTerms(DEAREST, 10_000, 0, DEAREST, 10_000, 10_000));

    private static List<Work> works(Work.Kind kind, int people, long total) {
        return IntStream.range(0, people)
                .mapToObj(i -> new Work(Party.of(HouseholdId.next()), kind, "knit", total / people))
                .toList();
    }

    @Property(tries = 200)
    void noProductOverflows(@ForAll @IntRange(min = 1, max = 40) int people) {
        for (Terms terms : DEAREST_TERMS) {
            Work.Kind kind = terms instanceof WorkshopTerms ? Work.Kind.LABOUR : Work.Kind.DELIVERY;
            List<Work> works = works(kind, people, LotBounds.MOST_WORK);
            LotBounds.requireWork(LOT, works);
            List<Due> dues = terms.due(new Sealing(LOT.value(), MOST_UNITS, works, DEAREST));
            assertThat(dues).allMatch(due -> !due.amount().isNegative());
            if (dues.stream().anyMatch(due -> due.amount().isPositive())) {
                assertThatThrownBy(() -> LotBounds.requireOwed(LOT, dues))
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.reason()).isEqualTo(LotReason.TOO_MUCH_OWED));
            }
        }
    }

    @Property(tries = 200)
    void whatIsBeyondIsRefusedHoweverItIsParted(
            @ForAll @IntRange(min = 1, max = 100) int people, @ForAll Random random) {
        List<Work> works = IntStream.range(0, people)
                .mapToObj(i -> new Work(
                        Party.of(HouseholdId.next()), Work.Kind.LABOUR, "o" + i % 3, random.nextLong(1, MOST_UNITS)))
                .toList();
        BigInteger total =
                works.stream().map(work -> BigInteger.valueOf(work.units())).reduce(BigInteger.ZERO, BigInteger::add);
        boolean beyond = total.compareTo(BigInteger.valueOf(LotBounds.MOST_WORK)) > 0;
        if (beyond) {
            assertThatThrownBy(() -> LotBounds.requireWork(LOT, works)).isInstanceOf(Refusal.class);
        } else {
            LotBounds.requireWork(LOT, works);
        }
    }

    @Example
    void sumsThatAreNoLongAreRefusedToo() {
        Due most = new Due(
                Party.of(HouseholdId.next()), Basis.PURCHASE, IncomeCategory.OPERATING, new Money(Long.MAX_VALUE));
        assertThatThrownBy(() -> LotBounds.requireOwed(LOT, List.of(most, most)))
                .isInstanceOf(Refusal.class);
    }
}
