package org.livelihood.sale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Refusal;

class LineBalanceProperties {

    private static LineBalance bought(long paidFen, long quantity) {
        return new LineBalance(new Money(paidFen), Money.ZERO, quantity, 0, 0);
    }

    private static RefundRequest asked(@Nullable Long fen, @Nullable Long units, long spoiled) {
        return new RefundRequest(fen == null ? null : new Money(fen), units, spoiled);
    }

    private static LineBalance given(LineBalance line, RefundRequest asked, boolean unpacked) {
        return line.after(line.toGive(asked, unpacked), asked.spoiled());
    }

    @Provide
    Arbitrary<LineBalance> lines() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 3000),
                        Arbitraries.longs().between(1, 12))
                .as(LineBalanceProperties::bought);
    }

    @Provide
    Arbitrary<List<RefundRequest>> requests() {
        Arbitrary<Long> fen = Arbitraries.longs().between(-1, 1500).injectNull(0.5);
        Arbitrary<Long> units = Arbitraries.longs().between(0, 6).injectNull(0.5);
        return Combinators.combine(fen, units, Arbitraries.longs().between(0, 2))
                .as(LineBalanceProperties::asked)
                .list()
                .ofMaxSize(8);
    }

    @Property
    void neverMoreGoesBackThanWasPaidAndBought(
            @ForAll("lines") LineBalance bought,
            @ForAll("requests") List<RefundRequest> requests,
            @ForAll boolean unpacked) {
        LineBalance line = bought;
        for (RefundRequest asked : requests) {
            LineBalance before = line;
            try {
                line = given(line, asked, unpacked);
            } catch (Refusal refusal) {
                continue;
            }
            assertThat(line.moneyLeft().fen()).isBetween(0L, before.moneyLeft().fen());
            assertThat(line.unitsLeft()).isBetween(0L, before.unitsLeft());
            assertThat(line).isNotEqualTo(before);
            assertThat(line.unitsUndone()).isBetween(before.unitsUndone(), bought.quantity());
        }
    }

    @Property
    void whateverPartsTheUnitsComeBackInTheSameMoneyGoesBack(
            @ForAll("lines") LineBalance bought, @ForAll List<Boolean> spoiled) {
        LineBalance line = bought;
        for (int i = 0; i < bought.quantity(); i++) {
            boolean unfit = i < spoiled.size() && spoiled.get(i);
            long evenly = bought.paid().proportion(i + 1L, bought.quantity()).fen();
            line = given(line, asked(null, unfit ? 0L : 1L, unfit ? 1 : 0), true);
            assertThat(line.refunded().fen()).isEqualTo(evenly);
            assertThat(line.unitsUndone()).isLessThanOrEqualTo(i + 1L);
        }
        assertThat(line.moneyLeft()).isEqualTo(Money.ZERO);
        assertThat(line.unitsUndone()).isEqualTo(bought.quantity());
    }

    @Property
    void aLineThatNeverWentOutIsBackWithTheLastOfItsMoney(
            @ForAll("lines") LineBalance bought,
            @ForAll("requests") List<RefundRequest> requests,
            @ForAll boolean unpacked) {
        LineBalance line = bought;
        for (RefundRequest asked : requests) {
            try {
                line = given(line, asked, false);
            } catch (Refusal refusal) {
                continue;
            }
        }
        if (line.moneyLeft().isPositive()) {
            RefundedLine rest = line.toGive(asked(null, null, 0), unpacked);
            assertThat(rest).isEqualTo(new RefundedLine(line.moneyLeft(), unpacked ? line.unitsLeft() : 0));
        }
    }

    @Example
    void knownAnswers() {
        LineBalance line = bought(100, 3);
        assertThat(line.toGive(asked(null, 1L, 0), false)).isEqualTo(new RefundedLine(new Money(33), 1));
        assertThat(line.toGive(asked(null, null, 2), false)).isEqualTo(new RefundedLine(new Money(66), 0));
        assertThat(line.toGive(asked(null, null, 0), true)).isEqualTo(new RefundedLine(new Money(100), 3));
        assertThat(line.toGive(asked(null, null, 0), false)).isEqualTo(new RefundedLine(new Money(100), 0));
        assertThat(line.toGive(asked(40L, null, 0), true)).isEqualTo(new RefundedLine(new Money(40), 0));
        assertThat(line.toGive(asked(0L, 1L, 0), true)).isEqualTo(new RefundedLine(Money.ZERO, 1));
        LineBalance paidBack = given(line, asked(80L, null, 0), false);
        assertThat(paidBack.toGive(asked(null, 2L, 0), false)).isEqualTo(new RefundedLine(new Money(20), 2));
        LineBalance goodsFirst = new LineBalance(new Money(100), Money.ZERO, 3, 2, 0);
        assertThat(goodsFirst.toGive(asked(null, 1L, 0), false))
                .as("the last unit takes all that is left, though others came back without money")
                .isEqualTo(new RefundedLine(new Money(100), 1));
        assertThat(paidBack.unitsUndone()).isZero();
        assertThat(given(paidBack, asked(0L, 3L, 0), false).unitsUndone()).isEqualTo(2);
    }

    @Example
    void moreThanIsLeftAndNothingAreRefusedWithWhatIsLeft() {
        LineBalance line = given(bought(100, 3), asked(70L, 1L, 1), false);
        assertThatThrownBy(() -> line.toGive(asked(null, 2L, 0), false))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(OrderReason.RETURN_TOO_MANY));
        for (RefundRequest asked : List.of(asked(31L, null, 0), asked(-1L, 1L, 0), asked(0L, null, 0))) {
            assertThatThrownBy(() -> line.toGive(asked, true))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(OrderReason.REFUND_TOO_MUCH));
        }
    }

    @Example
    void largeLinesDoNotOverflow() {
        LineBalance line = bought(4_000_000_000_000_000_000L, 1_000_000_000L);
        LineBalance half = given(line, asked(null, 500_000_000L, 0), false);
        assertThat(half.refunded()).isEqualTo(new Money(2_000_000_000_000_000_000L));
        assertThat(half.unitsUndone()).isEqualTo(500_000_000L);
    }
}
