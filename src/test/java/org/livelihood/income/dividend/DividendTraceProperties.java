package org.livelihood.income.dividend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.livelihood.income.attribution.LineMargin;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;

class DividendTraceProperties {

    private static final UUID HOUSEHOLD = new UUID(3, 3);

    private static List<LineMargin> margins(List<Long> fen) {
        return fen.stream()
                .map(amount -> new LineMargin(OrderLineId.next(), new Money(amount)))
                .toList();
    }

    @Example
    void aDividendStandsOnTheMarginsOfItsSales() {
        DividendTrace trace =
                DividendTrace.of(HOUSEHOLD, new Money(57_247), new Money(5), margins(List.of(5_000L, 3_000L, 2_000L)));
        assertThat(trace.shares())
                .extracting(share -> share.amountFen().fen())
                .containsExactly(28_624L, 17_174L, 11_449L);
        assertThat(trace.untracedFen()).isEqualTo(new Money(5));
    }

    @Example
    void withNoMarginNothingIsTraced() {
        DividendTrace trace = DividendTrace.of(HOUSEHOLD, new Money(300), new Money(20), margins(List.of(0L, -7L)));
        assertThat(trace).isEqualTo(new DividendTrace(Money.ZERO, new Money(320), List.of()));
    }

    @Property
    void tracedAndUntracedAreTheDividend(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long dividend,
            @ForAll @LongRange(min = 0, max = 1_000_000) long guarantee,
            @ForAll @Size(max = 40) List<@LongRange(min = -1_000, max = 1_000_000) Long> fen) {
        DividendTrace trace = DividendTrace.of(HOUSEHOLD, new Money(dividend), new Money(guarantee), margins(fen));
        assertThat(trace.tracedFen().plus(trace.untracedFen())).isEqualTo(new Money(dividend + guarantee));
        assertThat(Money.sum(trace.shares().stream()
                        .map(DividendTrace.Share::amountFen)
                        .toList()))
                .isEqualTo(trace.tracedFen());
        assertThat(trace.shares()).allMatch(share -> !share.amountFen().isNegative());
        assertThat(trace.shares()).allMatch(share -> share.marginFen().isPositive());
    }
}
