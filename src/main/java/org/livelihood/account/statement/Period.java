package org.livelihood.account.statement;

import java.time.Instant;
import java.time.LocalDate;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Years;

/**
 * Days of a statement in China's time, both included.
 *
 * @param from the first day
 * @param to the last day
 */
record Period(LocalDate from, LocalDate to) {

    private static final int FIRST_YEAR = PlausibleDates.FIRST_YEAR_OF_FIGURES;
    private static final int LAST_YEAR = PlausibleDates.LAST_YEAR_OF_FIGURES;
    private static final int MOST_YEARS = 10;

    /** Refused with BAD_PERIOD. */
    Period {
        if (!PlausibleDates.isWithin(from, FIRST_YEAR - 2, LAST_YEAR)
                || !PlausibleDates.isWithin(to, FIRST_YEAR - 2, LAST_YEAR)
                || to.isBefore(from)
                || Years.areMoreThan(MOST_YEARS, from, to)) {
            throw refusal();
        }
    }

    static Period ofYear(int year) {
        return new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    /** The twelve months that end with a day. */
    static Period endingOn(LocalDate to) {
        return new Period(startOfTwelveMonths(to), to);
    }

    /** The twelve months right before this period. */
    Period before() {
        return endingOn(from.minusDays(1));
    }

    private static LocalDate startOfTwelveMonths(LocalDate to) {
        if (!PlausibleDates.isWithin(to, FIRST_YEAR - 1, LAST_YEAR)) {
            throw refusal();
        }
        return Years.startOfYearEnding(to);
    }

    private static Refusal refusal() {
        return Refusal.ofField(
                StatementReason.BAD_PERIOD,
                "to",
                Integer.toString(FIRST_YEAR),
                Integer.toString(LAST_YEAR),
                MOST_YEARS);
    }

    Instant start() {
        return ChinaTime.startOf(from);
    }

    /** Not included. */
    Instant end() {
        return ChinaTime.startOf(to.plusDays(1));
    }

    /** The last time that counts: of the period, and known. Databases count in microseconds. */
    Instant until(Instant known) {
        Instant last = end().minusNanos(1_000);
        return last.isBefore(known) ? last : known;
    }
}
