package org.livelihood.goods.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.linkage.WorkshopTerms.Operation;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.Refusal;

/** What sealed lots and periods make owed: the worked numbers. */
class DueTest {

    private static final UUID LOT = UUID.randomUUID();
    private static final HouseholdId FIRST = HouseholdId.next();
    private static final Party H1 = Party.of(FIRST);
    private static final Party H2 = Party.of(HouseholdId.next());

    private static long fen(List<Due> dues, Party party, String basis) {
        return dues.stream()
                .filter(due -> due.party().equals(party) && due.basis().equals(basis))
                .mapToLong(due -> due.amount().fen())
                .sum();
    }

    private static long fen(List<Due> dues, String basis) {
        return dues.stream()
                .filter(due -> due.basis().equals(basis))
                .mapToLong(due -> due.amount().fen())
                .sum();
    }

    private static Work delivery(Party party, long units) {
        return new Work(party, Work.Kind.DELIVERY, "delivery", units);
    }

    private static Work labour(Party party, String operation, long units) {
        return new Work(party, Work.Kind.LABOUR, operation, units);
    }

    @Test
    void eggsAreBoughtAtTheGuaranteedPriceAndTheTopUpStandsApart() {
        OrderAssistanceTerms terms = new OrderAssistanceTerms(105, 2_000, 1_200, 500, 1_000, 3);
        List<Due> dues = terms.due(new Sealing(LOT, 1, List.of(delivery(H1, 18), delivery(H2, 12)), 98L));
        assertThat(fen(dues, H1, Basis.PURCHASE) + fen(dues, H1, Basis.GUARANTEE_TOP_UP))
                .isEqualTo(1_890);
        assertThat(fen(dues, H2, Basis.PURCHASE) + fen(dues, H2, Basis.GUARANTEE_TOP_UP))
                .isEqualTo(1_260);
        assertThat(fen(dues, H1, Basis.GUARANTEE_TOP_UP)).isEqualTo(126);
        assertThat(fen(dues, H2, Basis.GUARANTEE_TOP_UP)).isEqualTo(84);
        Money recouped = dues.stream()
                .filter(due -> due.party().equals(H1))
                .map(Due::recoup)
                .reduce(Money.ZERO, Money::plus);
        assertThat(recouped).as("hens given as recoverable, 3 fen an egg").isEqualTo(new Money(54));
        assertThat(dues).allMatch(due -> due.category() == IncomeCategory.OPERATING);
    }

    @Test
    void aHighMarketNeedsNoTopUpAndAnUnknownOneIsRefused() {
        OrderAssistanceTerms terms = new OrderAssistanceTerms(105, 0, 0, 0, 0, 0);
        List<Due> dues = terms.due(new Sealing(LOT, 1, List.of(delivery(H1, 10)), 120L));
        assertThat(fen(dues, Basis.GUARANTEE_TOP_UP)).isZero();
        assertThat(fen(dues, H1, Basis.PURCHASE)).isEqualTo(1_200);
        assertThatThrownBy(() -> terms.due(new Sealing(LOT, 1, List.of(delivery(H1, 10)), null)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void piecesArePaidByOperation() {
        WorkshopTerms terms = new WorkshopTerms(
                List.of(
                        new Operation("knit", Work.Unit.PIECE, 30, 1),
                        new Operation("sew", Work.Unit.PIECE, 20, 1),
                        new Operation("pack", Work.Unit.PIECE, 10, 1)),
                0,
                0);
        List<Work> works = List.of(labour(H1, "knit", 10), labour(H2, "sew", 10), labour(H1, "pack", 10));
        List<Due> dues = terms.due(new Sealing(LOT, 1, works, null));
        assertThat(fen(dues, H1, Basis.PIECE_RATE)).isEqualTo(300 + 100);
        assertThat(fen(dues, H2, Basis.PIECE_RATE)).isEqualTo(200);
        assertThatThrownBy(() -> terms.due(new Sealing(LOT, 1, List.of(labour(H1, "fly", 1)), null)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void timeWagesAreRoundedDownOnceAndSplitByMinutes() {
        WorkshopTerms terms = new WorkshopTerms(List.of(new Operation("sort", Work.Unit.MINUTE, 1_000, 60)), 0, 0);
        List<Due> dues = terms.due(new Sealing(LOT, 1, List.of(labour(H1, "sort", 50), labour(H2, "sort", 51)), null));
        assertThat(fen(dues, Basis.TIME_RATE)).isEqualTo(101 * 1_000 / 60);
        assertThat(fen(dues, H2, Basis.TIME_RATE)).isGreaterThan(fen(dues, H1, Basis.TIME_RATE));
    }

    @Test
    void aParkOwesRentByLandAndWagesByTime() {
        ParkDrivenTerms terms = new ParkDrivenTerms(300, 480, 300, List.of(), 0, 0, 0);
        List<Work> works = List.of(
                new Work(H1, Work.Kind.LAND, "land", 3_000),
                new Work(H2, Work.Kind.LAND, "land", 2_000),
                labour(H1, "pick", 32 * 60),
                labour(H2, "pick", 48 * 60));
        List<Due> dues = terms.due(new Sealing(LOT, 2, works, null));
        assertThat(fen(dues, H1, Basis.RENT)).isEqualTo(360);
        assertThat(fen(dues, H2, Basis.RENT)).isEqualTo(240);
        assertThat(fen(dues, H1, Basis.TIME_RATE)).isEqualTo(384);
        assertThat(fen(dues, H2, Basis.TIME_RATE)).isEqualTo(576);
        assertThat(dues)
                .allMatch(due -> due.category()
                        == (due.basis().equals(Basis.RENT) ? IncomeCategory.PROPERTY : IncomeCategory.WAGE));
    }

    private static ShareholdingTerms cooperative(int guaranteeBasisPoints) {
        return new ShareholdingTerms(
                1_000,
                7_000,
                guaranteeBasisPoints,
                List.of(
                        new ShareholdingTerms.Share(FIRST, 500_000),
                        new ShareholdingTerms.Share(HouseholdId.next(), 169_500_000)),
                null,
                0,
                0,
                0);
    }

    @Test
    void aSurplusGoesByTradeVolumeAndByShares() {
        List<Work> delivered = List.of(delivery(H1, 2_000), delivery(H2, 7_998_000));
        List<Due> dues =
                cooperative(0).dividends(LOT, new Money(40_000_000), delivered).orElseThrow();
        assertThat(fen(dues, Basis.PATRONAGE)).isEqualTo(25_200_000);
        assertThat(fen(dues, H1, Basis.PATRONAGE)).isEqualTo(6_300);
        assertThat(fen(dues, Basis.CAPITAL)).isEqualTo(10_800_000);
        assertThat(fen(dues, H1, Basis.CAPITAL)).isBetween(31_764L, 31_765L);
        assertThat(dues).allMatch(due -> due.category() == IncomeCategory.PROPERTY);
    }

    @Test
    void withNoProfitTheGuaranteeIsAllThatIsPaid() {
        List<Due> dues = cooperative(600)
                .dividends(LOT, new Money(-1), List.of(delivery(H1, 2_000)))
                .orElseThrow();
        assertThat(dues).hasSize(2).allMatch(due -> due.basis().equals(Basis.GUARANTEE));
        assertThat(fen(dues, H1, Basis.GUARANTEE)).isEqualTo(30_000);
    }

    @Test
    void theGuaranteeAddsToAPoorDividendWhatItLacks() {
        List<Due> dues = cooperative(600)
                .dividends(LOT, new Money(10_000_000), List.of(delivery(H1, 1)))
                .orElseThrow();
        assertThat(fen(dues, H1, Basis.CAPITAL) + fen(dues, H1, Basis.GUARANTEE))
                .isEqualTo(30_000);
    }

    @Test
    void whereNobodyDeliveredTheGuaranteeAloneIsPaid() {
        assertThat(cooperative(0).dividends(LOT, new Money(40_000_000), List.of()))
                .contains(List.of());
        List<Due> dues = cooperative(600)
                .dividends(LOT, new Money(40_000_000), List.of(delivery(H1, 0)))
                .orElseThrow();
        assertThat(dues).hasSize(2).allMatch(due -> due.basis().equals(Basis.GUARANTEE));
        assertThat(fen(dues, H1, Basis.GUARANTEE)).isEqualTo(30_000);
    }

    @Test
    void equalSharesDifferByOneFenAtMost() {
        List<ShareholdingTerms.Share> shares = Stream.generate(
                        () -> new ShareholdingTerms.Share(HouseholdId.next(), 100))
                .limit(138)
                .toList();
        ShareholdingTerms terms = new ShareholdingTerms(0, 6_000, 0, shares, null, 0, 0, 0);
        List<Due> dues = terms.dividends(LOT, new Money(19_750_000), List.of(delivery(H1, 1)))
                .orElseThrow();
        assertThat(fen(dues, Basis.CAPITAL)).isEqualTo(7_900_000);
        assertThat(fen(dues, Basis.PATRONAGE)).isEqualTo(11_850_000);
        assertThat(dues).filteredOn(due -> due.amount().fen() == 57_247).hasSize(52);
        assertThat(dues).filteredOn(due -> due.amount().fen() == 57_246).hasSize(86);
    }

    @Test
    @DisplayName("D10: of a surplus of 9 fen 6 go by patronage, for 60 % is a floor")
    void theLawsShareIsRoundedUp() {
        assertThat(patronage(6_000, 9)).isEqualTo(6);
        assertThat(patronage(6_000, 1)).isEqualTo(1);
        assertThat(patronage(6_001, 10_000)).isEqualTo(6_001);
        assertThat(patronage(7_000, 36_000_001)).isEqualTo(25_200_001);
        assertThat(patronage(10_000, 7)).isEqualTo(7);
    }

    @Property
    void neverLessThanTheLawsShareAndNeverMoreThanThereIs(
            @ForAll @LongRange(min = 1, max = 10_000_000_000_000L) long surplus,
            @ForAll @IntRange(min = 6_000, max = 10_000) int basisPoints) {
        BigInteger patronage =
                BigInteger.valueOf(patronage(basisPoints, surplus)).multiply(BigInteger.valueOf(10_000));
        BigInteger least = BigInteger.valueOf(surplus).multiply(BigInteger.valueOf(basisPoints));
        assertThat(patronage).isBetween(least, least.add(BigInteger.valueOf(9_999)));
    }

    private static long patronage(int basisPoints, long surplus) {
        List<ShareholdingTerms.Share> shares = List.of(new ShareholdingTerms.Share(FIRST, 500_000));
        List<Due> dues = new ShareholdingTerms(0, basisPoints, 0, shares, null, 0, 0, 0)
                .dividends(LOT, new Money(surplus), List.of(delivery(H1, 1)))
                .orElseThrow();
        assertThat(fen(dues, Basis.PATRONAGE) + fen(dues, Basis.CAPITAL)).isEqualTo(surplus);
        return fen(dues, Basis.PATRONAGE);
    }
}
