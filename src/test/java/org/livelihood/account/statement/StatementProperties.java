package org.livelihood.account.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.livelihood.account.statement.Warning.Standing;
import org.livelihood.account.statement.Warning.Why;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;

class StatementProperties {

    @Property
    void noFenIsLostBetweenMembers(@ForAll long net, @ForAll @LongRange(min = 1, max = 100) long members) {
        PerCapita of = PerCapita.of(new Money(net), members);
        assertThat(of.remainderFen().fen()).isBetween(0L, members - 1);
        assertThat(of.amountFen().fen() * members + of.remainderFen().fen()).isEqualTo(net);
    }

    @Property
    void twelveMonthsFollowEachOtherWithoutAGap(@ForAll @IntRange(min = 0, max = 30_000) int day) {
        Period period = Period.endingOn(LocalDate.ofEpochDay(day).plusYears(12));
        assertThat(period.before().to()).isEqualTo(period.from().minusDays(1));
        assertThat(period.before().end()).isEqualTo(period.start());
        assertThat(period.from().datesUntil(period.to().plusDays(1)).count()).isBetween(365L, 366L);
    }

    private static Standing standing(long net, long members, long before, long line) {
        return new Standing(
                HouseholdId.next(),
                "341226107201",
                1,
                new Money(net),
                members,
                new Money(before),
                members,
                new Money(line),
                2020);
    }

    /** Rounded, 3 members with 11,999 would have 4,000 a head less a fen; the exact sum is under three lines. */
    @Example
    void aLineIsComparedExactly() {
        Warning below = Warning.of(standing(11_999, 3, 0, 4_000), 30);
        assertThat(below).isNotNull();
        assertThat(below.why()).isEqualTo(List.of(Why.BELOW_LINE));
        assertThat(Warning.of(standing(12_000, 3, 0, 4_000), 30)).isNull();
        assertThat(Warning.of(standing(0, 0, 0, 4_000), 30)).isNull();
    }

    @Property
    void aDropIsTheShareOrMore(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long before,
            @ForAll @LongRange(max = 1_000_000_000_000L) long net,
            @ForAll @IntRange(min = 1, max = 100) int percent) {
        Warning warning = Warning.of(standing(net, 3, before, 1), percent);
        boolean dropped = warning != null && warning.why().contains(Why.DROPPED);
        assertThat(dropped).isEqualTo((before - net) * 100 >= before * percent);
    }
}
