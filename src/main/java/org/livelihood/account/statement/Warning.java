package org.livelihood.account.statement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;

/**
 * A household to look at 预警. All shares are compared exactly, before anything is rounded.
 *
 * @param lines payouts and reports of the twelve months: with none, nothing is known, which is not poverty
 * @param lineFen the monitoring line a head, of the newest year and the nearest region that has one
 */
record Warning(
        HouseholdId household,
        String villageCode,
        long lines,
        Money netFen,
        long members,
        PerCapita perCapita,
        Money beforeNetFen,
        long beforeMembers,
        @Nullable Money lineFen,
        @Nullable Integer lineYear,
        List<Why> why) {

    /** Of {@link #cells}; their headings are {@code statement.sheet.*}. */
    static final List<String> COLUMNS = List.of(
            "household",
            "village",
            "why",
            "lines",
            "net",
            "members",
            "per-head",
            "before-net",
            "before-members",
            "line",
            "line-year");

    private static final int PERCENT = 100;

    Warning {
        why = List.copyOf(why);
    }

    /** What is the matter. */
    enum Why {
        /** Net income per capita is under the line. */
        BELOW_LINE,
        /** It fell by the share asked for, or more, against the twelve months before. */
        DROPPED
    }

    /** A household's two periods. */
    record Standing(
            HouseholdId household,
            String villageCode,
            long lines,
            Money net,
            long members,
            Money beforeNet,
            long beforeMembers,
            @Nullable Money line,
            @Nullable Integer lineYear) {}

    /** Null where nothing is the matter, and where there is no member. */
    static @Nullable Warning of(Standing of, int dropPercent) {
        if (of.members() == 0) {
            return null;
        }
        List<Why> why = new ArrayList<>();
        if (of.line() != null && isBelow(of.net(), of.members(), of.line())) {
            why.add(Why.BELOW_LINE);
        }
        if (hasDropped(of, dropPercent)) {
            why.add(Why.DROPPED);
        }
        return why.isEmpty()
                ? null
                : new Warning(
                        of.household(),
                        of.villageCode(),
                        of.lines(),
                        of.net(),
                        of.members(),
                        PerCapita.of(of.net(), of.members()),
                        of.beforeNet(),
                        of.beforeMembers(),
                        of.line(),
                        of.lineYear(),
                        why);
    }

    /** @param words what each {@link Why} is called */
    List<@Nullable Object> cells(Function<Why, String> words) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(household.toString());
        cells.add(villageCode);
        cells.add(why.stream().map(words).collect(Collectors.joining("; ")));
        cells.add(lines);
        cells.add(netFen);
        cells.add(members);
        cells.add(perCapita.amountFen());
        cells.add(beforeNetFen);
        cells.add(beforeMembers);
        cells.add(lineFen);
        cells.add(lineYear == null ? null : lineYear.longValue());
        return cells;
    }

    private static boolean isBelow(Money net, long members, Money line) {
        return big(net).compareTo(big(line).multiply(BigInteger.valueOf(members))) < 0;
    }

    /** net / members <= before / beforeMembers x (100 - drop) / 100. */
    private static boolean hasDropped(Standing of, int dropPercent) {
        if (of.beforeMembers() == 0 || !of.beforeNet().isPositive()) {
            return false;
        }
        BigInteger left = big(of.net()).multiply(BigInteger.valueOf(of.beforeMembers() * PERCENT));
        BigInteger right = big(of.beforeNet()).multiply(BigInteger.valueOf(of.members() * (PERCENT - dropPercent)));
        return left.compareTo(right) <= 0;
    }

    private static BigInteger big(Money money) {
        return BigInteger.valueOf(money.fen());
    }
}
