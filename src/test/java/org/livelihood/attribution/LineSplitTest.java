package org.livelihood.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.livelihood.kernel.IncomeNature.ACCRUAL;
import static org.livelihood.kernel.IncomeNature.TRACE;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.livelihood.kernel.IncomeCategory;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Party;

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
        assertThat(Golden.fen(parts, TRACE)).isEqualTo(3_150);
        assertThat(Golden.fen(parts, Party.of(golden.producer))).isEqualTo(4_000 - 3_150 - 1_200 - 200 - 400);
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
        assertThat(households).isEqualTo(638);
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
                new Money(5_980 + 5_980),
                golden.host,
                null,
                Money.ZERO,
                List.of(
                        new UnitRange(eggs.lot().id(), 0, 1),
                        new UnitRange(socks.lot().id(), 0, 1)));
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
                new Money(1),
                null,
                null,
                Money.ZERO,
                List.of(new UnitRange(eggs.lot().id(), 0, 1)));
        assertThatThrownBy(() -> LineSplit.of(inputs, Map.of())).isInstanceOf(IllegalStateException.class);
    }
}
