package org.livelihood.income.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.livelihood.platform.kernel.IncomeNature.ACCRUAL;
import static org.livelihood.platform.kernel.IncomeNature.TRACE;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.goods.linkage.OrderAssistanceTerms;
import org.livelihood.goods.linkage.ParkDrivenTerms;
import org.livelihood.goods.linkage.TrusteeshipTerms;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

class LineSplitTest {

    private final Golden golden = new Golden();
    private final LotTerms eggs = golden.eggs(1);
    private final LotTerms socks = golden.socks(1);

    @Test
    void eggsGiveEveryPartyItsKnownFen() {
        Map<PartKey, Money> parts = golden.split(eggs, 1, 5_980, golden.host).parts();

        assertThat(Golden.fen(parts, golden.first, TRACE)).isEqualTo(1_890);
        assertThat(Golden.fen(parts, golden.second, TRACE)).isEqualTo(1_260);
        assertThat(Golden.fen(parts, "GUARANTEE_TOP_UP")).isEqualTo(210);
        assertThat(Golden.fen(parts, Party.LOGISTICS)).isEqualTo(1_200);
        assertThat(Golden.fen(parts, Party.PLATFORM)).isEqualTo(299);
        assertThat(Golden.fen(parts, Party.ofHost(golden.host))).isEqualTo(598);
        assertThat(Golden.fen(parts, golden.first, ACCRUAL)).isEqualTo(88);
        assertThat(Golden.fen(parts, golden.second, ACCRUAL)).isEqualTo(58);
        assertThat(Golden.fen(parts, golden.first)).isEqualTo(1_978);
        assertThat(Golden.fen(parts, golden.second)).isEqualTo(1_318);
        assertThat(Golden.fen(parts, Party.of(golden.producer))).isEqualTo(733 - 146);
        assertThat(Golden.total(parts)).isEqualTo(5_980);
        assertThat(parts.keySet())
                .filteredOn(key -> key.is(ACCRUAL))
                .allMatch(key -> key.category() == IncomeCategory.OPERATING
                        && key.formula().equals(eggs.terms().formula()));
    }

    @Test
    void tracedSalesAreAMeasureOfTheirOwn() {
        Map<TracedSaleKey, Money> traced =
                golden.split(eggs, 1, 5_980, golden.host).tracedSales();
        assertThat(traced)
                .isEqualTo(Map.of(
                        new TracedSaleKey(eggs.lot().id(), golden.first), new Money(3_588),
                        new TracedSaleKey(eggs.lot().id(), golden.second), new Money(2_392)));
    }

    @Test
    void anOfficialEarnsNoCommission() {
        Map<PartKey, Money> parts = golden.split(eggs, 1, 5_980, null).parts();
        assertThat(Golden.fen(parts, Basis.HOST_COMMISSION)).isZero();
        assertThat(Golden.fen(parts, Basis.REBATE)).isEqualTo((733 + 598) / 5);
        assertThat(Golden.total(parts)).isEqualTo(5_980);
    }

    @Test
    void noMarginNoRebate() {
        Map<PartKey, Money> parts = golden.split(eggs, 1, 4_000, golden.host).parts();
        assertThat(Golden.fen(parts, ACCRUAL)).isZero();
        assertThat(Golden.fen(parts, TRACE))
                .as("the guarantee stays the season's")
                .isEqualTo(3_150 - 210);
        assertThat(Golden.fen(parts, Party.of(golden.producer))).isEqualTo(4_000 - 2_940 - 1_200 - 200 - 400);
        assertThat(Golden.total(parts)).isEqualTo(4_000);
    }

    @Test
    void aFullRefundTakesBackTheRebateAndThePartsOfThePurchase() {
        Map<PartKey, Money> sale = golden.split(eggs, 1, 5_980, golden.host).parts();
        Map<PartKey, Money> refund =
                Amounts.difference(golden.split(eggs, 0, 0, golden.host).parts(), sale);
        assertThat(Golden.fen(refund, golden.first, ACCRUAL)).isEqualTo(-88);
        assertThat(Golden.fen(refund, golden.second, ACCRUAL)).isEqualTo(-58);
        assertThat(Golden.fen(refund, TRACE)).isEqualTo(-3_150);
        assertThat(Golden.total(refund)).isEqualTo(-5_980);
    }

    @Test
    void halfOfTheRebateLeft() {
        long net = 5_548;
        Map<PartKey, Money> left = golden.split(eggs, 1, net, golden.host).parts();
        assertThat(Golden.fen(left, Basis.REBATE)).isEqualTo(73);
        Map<PartKey, Money> refund = Amounts.difference(
                left, golden.split(eggs, 1, 5_980, golden.host).parts());
        assertThat(Golden.fen(refund, golden.first, ACCRUAL)).isEqualTo(-44);
        assertThat(Golden.fen(refund, golden.second, ACCRUAL)).isEqualTo(-29);
        assertThat(Golden.total(refund)).isEqualTo(net - 5_980);
    }

    @Test
    void socksExplainWagesAndThisLinesPartOfTheHostsWage() {
        Map<PartKey, Money> parts =
                golden.split(socks, 1, 6_900, null, golden.earner, 138).parts();
        assertThat(Golden.fen(parts, golden.first)).isEqualTo(300);
        assertThat(Golden.fen(parts, golden.second)).isEqualTo(200);
        assertThat(Golden.fen(parts, golden.third)).isEqualTo(100);
        assertThat(Golden.fen(parts, golden.earner)).isEqualTo(138);
        long households =
                Golden.fen(parts, golden.first) + Golden.fen(parts, golden.second) + Golden.fen(parts, golden.earner);
        assertThat(households)
                .as("what was worked, and not the sale by the share of poor workers")
                .isEqualTo(638)
                .isNotEqualTo(6_900 * 25 / 33);
        assertThat(households * 10_000 / 6_900).as("9.2 % of the sale").isEqualTo(924);
        assertThat(Golden.fen(parts, ACCRUAL)).isZero();
        assertThat(Golden.fen(parts, Party.of(golden.producer))).isEqualTo(6_900 - 738);
        assertThat(parts.keySet())
                .filteredOn(key -> key.is(TRACE))
                .allMatch(key -> key.category() == IncomeCategory.WAGE);
    }

    @Test
    void aLineOverTwoLotsIsSplitAsTwoSales() {
        LineInputs inputs = new LineInputs(
                golden.producer,
                golden.line,
                LineSplit.FORMULA,
                new Money(5_980 + 5_980),
                golden.host,
                null,
                Money.ZERO,
                List.of(
                        new UnitRange(eggs.lot().id(), 0, 1),
                        new UnitRange(socks.lot().id(), 0, 1)),
                Map.of());
        Map<PartKey, Money> parts = LineSplit.of(
                        inputs, Map.of(eggs.lot().id(), eggs, socks.lot().id(), socks))
                .parts();
        assertThat(Golden.fen(parts, ACCRUAL)).isEqualTo(146);
        assertThat(Golden.fen(parts, TRACE)).isEqualTo(3_150 + 600);
        assertThat(Golden.total(parts)).isEqualTo(11_960);
    }

    @Test
    void whatIsKeptOfGoodsThatAllCameBackIsTheProducers() {
        Map<PartKey, Money> parts = golden.split(eggs, 0, 500, golden.host).parts();
        assertThat(parts).hasSize(1);
        assertThat(Golden.fen(parts, Party.of(golden.producer))).isEqualTo(500);
    }

    @Test
    void anUnknownLotStops() {
        LineInputs inputs = new LineInputs(
                golden.producer,
                golden.line,
                LineSplit.FORMULA,
                new Money(1),
                null,
                null,
                Money.ZERO,
                List.of(new UnitRange(eggs.lot().id(), 0, 1)),
                Map.of());
        assertThatThrownBy(() -> LineSplit.of(inputs, Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aParkPaysIntoTheFundByPersons() {
        ParkDrivenTerms terms = new ParkDrivenTerms(
                300,
                480,
                300,
                List.of(
                        new ParkDrivenTerms.Beneficiary(new HouseholdId(golden.first.id()), 3),
                        new ParkDrivenTerms.Beneficiary(new HouseholdId(golden.second.id()), 2),
                        new ParkDrivenTerms.Beneficiary(new HouseholdId(golden.earner.id()), 1)),
                0,
                0,
                0);
        List<SealedLot.Payable> owed = List.of(
                Golden.payable(golden.first, Basis.RENT, IncomeCategory.PROPERTY, 600),
                Golden.payable(golden.second, Basis.TIME_RATE, IncomeCategory.WAGE, 960));
        LotTerms park = golden.lot(2, terms, List.of(), owed);
        Map<PartKey, Money> parts = golden.split(park, 2, 10_000, null).parts();
        assertThat(Golden.fen(parts, golden.first, ACCRUAL)).isEqualTo(150);
        assertThat(Golden.fen(parts, golden.second, ACCRUAL)).isEqualTo(100);
        assertThat(Golden.fen(parts, golden.earner, ACCRUAL)).isEqualTo(50);
        assertThat(Golden.fen(parts, Basis.FUND)).isEqualTo(300);
        assertThat(Golden.fen(parts, TRACE) + Golden.fen(parts, ACCRUAL)).isEqualTo(1_860);
        assertThat(parts.keySet())
                .filteredOn(key -> key.basis().equals(Basis.RENT))
                .hasSize(1)
                .allMatch(key -> key.category() == IncomeCategory.PROPERTY);
        assertThat(parts.keySet())
                .filteredOn(key -> key.basis().equals(Basis.TIME_RATE))
                .hasSize(1)
                .allMatch(key -> key.category() == IncomeCategory.WAGE);
        assertThat(parts.keySet())
                .filteredOn(key -> key.is(ACCRUAL))
                .allMatch(key -> key.category() == IncomeCategory.TRANSFER);
    }

    private LotTerms trusted(TrusteeshipTerms terms, long units) {
        return golden.lot(
                units,
                terms,
                List.of(
                        new SealedLot.Contributed(golden.first, 600_000),
                        new SealedLot.Contributed(golden.second, 400_000)),
                List.of());
    }

    @Test
    void aTrusteeTakesItsCostsAndItsPart() {
        LotTerms lot = trusted(new TrusteeshipTerms(4_000, 1_500, 0, 0, 0, 0), 1);
        Map<PartKey, Money> parts = golden.split(lot, 1, 12_000, null).parts();
        assertThat(Golden.fen(parts, golden.first, ACCRUAL)).isEqualTo(4_080);
        assertThat(Golden.fen(parts, golden.second, ACCRUAL)).isEqualTo(2_720);
        assertThat(Golden.fen(parts, Basis.TRUSTEE_FEE)).isEqualTo(720 + 480);
        assertThat(Golden.fen(parts, Basis.INPUT_COST)).isEqualTo(4_000);
        assertThat(Golden.total(parts)).isEqualTo(12_000);
    }

    @Test
    void aFixedFeeIsCappedByTheGrossAndCarriedForward() {
        LotTerms lot = trusted(new TrusteeshipTerms(0, 0, 10_000, 0, 0, 0), 2);
        LineSplit poor = golden.split(lot, 1, 4_000, null);
        assertThat(Golden.fen(poor.parts(), Basis.TRUSTEE_FEE)).isEqualTo(4_000);
        assertThat(Golden.fen(poor.parts(), ACCRUAL)).isZero();
        assertThat(Golden.total(poor.uncharged())).isEqualTo(5_000 - 4_000);
        LineInputs second = new LineInputs(
                golden.producer,
                golden.line,
                LineSplit.FORMULA,
                new Money(12_000),
                null,
                null,
                Money.ZERO,
                List.of(new UnitRange(lot.lot().id(), 1, 2)),
                poor.uncharged());
        LineSplit rich = LineSplit.of(second, Map.of(lot.lot().id(), lot));
        assertThat(Golden.fen(rich.parts(), Basis.TRUSTEE_FEE)).isEqualTo(5_000 + 1_000);
        assertThat(Golden.total(rich.uncharged())).isEqualTo(-1_000);
        assertThat(Golden.fen(rich.parts(), golden.first, ACCRUAL)).isEqualTo(7_200 - 3_600);
        assertThat(Golden.total(rich.parts())).isEqualTo(12_000);
    }

    /** Plums that a season guarantees 60,000 for, of which a sale of 4,900 is one of ten boxes. */
    private LotTerms plums(long purchaseFen, long topUpFen) {
        return golden.lot(
                1,
                new OrderAssistanceTerms(105, 2_000, 500, 0, 0, 0),
                List.of(new SealedLot.Contributed(golden.first, 2), new SealedLot.Contributed(golden.second, 1)),
                List.of(
                        Golden.payable(golden.first, "PURCHASE", IncomeCategory.OPERATING, purchaseFen),
                        Golden.payable(golden.first, "GUARANTEE_TOP_UP", IncomeCategory.OPERATING, topUpFen * 2 / 3),
                        Golden.payable(golden.second, "GUARANTEE_TOP_UP", IncomeCategory.OPERATING, topUpFen / 3)));
    }

    @Test
    @DisplayName(
            "E5: a season's guarantee of 60,000 shows 4,900 - 1,000 - 500 of a sale of 4,900, and costs it no more")
    void aGuaranteeIsNeverASalesLoss() {
        Map<PartKey, Money> parts =
                golden.split(plums(1_000, 60_000), 1, 4_900, null).parts();
        assertThat(Golden.fen(parts, Basis.PURCHASE)).isEqualTo(1_000);
        assertThat(Golden.fen(parts, Basis.GUARANTEE_TOP_UP)).isEqualTo(3_400);
        assertThat(Golden.fen(parts, golden.second)).isBetween(1_133L, 1_134L);
        assertThat(Golden.fen(parts, Basis.REBATE)).isZero();
        assertThat(Golden.fen(parts, Basis.REST)).isZero();
        assertThat(Golden.total(parts)).isEqualTo(4_900);
    }

    @Test
    @DisplayName("E5: a sale under what its goods were bought for shows what it brought; the rest stays owed")
    void aSaleShowsNoMoreThanItBrought() {
        Map<PartKey, Money> parts =
                golden.split(plums(9_000, 60_000), 1, 4_900, null).parts();
        assertThat(Golden.fen(parts, Basis.PURCHASE)).isEqualTo(4_900);
        assertThat(Golden.fen(parts, Basis.GUARANTEE_TOP_UP)).isZero();
        assertThat(Golden.fen(parts, Basis.REST)).isEqualTo(-500);
        Map<PartKey, Money> socks =
                golden.split(this.socks, 1, 500, null, golden.earner, 138).parts();
        assertThat(Golden.fen(socks, Basis.PIECE_RATE)).isEqualTo(500);
        assertThat(Golden.fen(socks, golden.first)).isEqualTo(250);
        assertThat(Golden.fen(socks, golden.earner)).isZero();
        assertThat(Golden.fen(socks, Basis.REST)).isZero();
    }

    @Test
    @DisplayName("E5: a fund that a sale pays into comes first, and what was owed before explains the rest")
    void whatASaleCreatesComesBeforeWhatItExplains() {
        ParkDrivenTerms terms = new ParkDrivenTerms(
                300,
                480,
                1_000,
                List.of(new ParkDrivenTerms.Beneficiary(new HouseholdId(golden.earner.id()), 1)),
                0,
                0,
                0);
        LotTerms park = golden.lot(
                1, terms, List.of(), List.of(Golden.payable(golden.first, Basis.RENT, IncomeCategory.PROPERTY, 2_000)));
        Map<PartKey, Money> parts = golden.split(park, 1, 1_000, null).parts();
        assertThat(Golden.fen(parts, Basis.FUND)).isEqualTo(100);
        assertThat(Golden.fen(parts, Basis.RENT)).isEqualTo(900);
    }
}
