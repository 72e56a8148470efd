package org.livelihood.platform.sheet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.Refusal;

/** Days as people and spreadsheets write them: the year first, or the days since 1900. Pure. */
final class Days {

    private static final Pattern YEAR_FIRST = Pattern.compile(
            "([12][0-9]{3})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})(?:日|号)?(?:[T ]+0?0:00(?::00(?:\\.0+)?)?Z?)?");
    private static final Pattern TOGETHER = Pattern.compile("([12][0-9]{3})([0-9]{2})([0-9]{2})");
    private static final Pattern SERIAL = Pattern.compile("([0-9]{5})(?:\\.0+)?");
    private static final Pattern YEAR_LAST = Pattern.compile("[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{2}|[0-9]{4})");

    /** Day 0 of spreadsheets, which hold 1900 for a leap year: true from March 1900 on. */
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    private Days() {}

    /** @throws Refusal CELL_DAY_IN_DOUBT when the year does not come first, CELL_NOT_A_DAY */
    static LocalDate of(String written) {
        String text = TextNormalizer.narrow(written).replaceAll("(?<=[年月])\\s+|\\s+(?=[年月日])", "");
        if (YEAR_LAST.matcher(text).matches()) {
            throw new Refusal(SheetReason.CELL_DAY_IN_DOUBT);
        }
        try {
            LocalDate day = read(text);
            if (PlausibleDates.holds(day)) {
                return day;
            }
        } catch (DateTimeException none) {
            throw new Refusal(SheetReason.CELL_NOT_A_DAY);
        }
        throw new Refusal(SheetReason.CELL_NOT_A_DAY);
    }

    private static LocalDate read(String text) {
        Matcher serial = SERIAL.matcher(text);
        if (serial.matches()) {
            return DAY_ZERO.plusDays(Long.parseLong(serial.group(1)));
        }
        for (Pattern pattern : new Pattern[] {YEAR_FIRST, TOGETHER}) {
            Matcher day = pattern.matcher(text);
            if (day.matches()) {
                return LocalDate.of(number(day, 1), number(day, 2), number(day, 3));
            }
        }
        throw new DateTimeException("no day");
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
