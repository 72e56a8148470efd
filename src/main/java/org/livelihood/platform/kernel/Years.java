package org.livelihood.platform.kernel;

import java.time.LocalDate;

/**
 * Years that do not begin with January, in days of both ends included. Half-open at the day of last year: a rolling
 * year has 365 days, or 366 with a 29 February in it; that of the last day of a February begins after the last day of
 * the February before.
 */
public final class Years {

    private Years() {}

    /** The first day of the year that ends with a day. */
    public static LocalDate startOfYearEnding(LocalDate last) {
        LocalDate afterSameDay = last.minusYears(1).plusDays(1);
        LocalDate sameDayAfter = last.plusDays(1).minusYears(1);
        return afterSameDay.isAfter(sameDayAfter) ? afterSameDay : sameDayAfter;
    }

    /** Whether days are more than so many years: the same day years later is one too many. */
    public static boolean areMoreThan(int years, LocalDate first, LocalDate last) {
        return !last.isBefore(first.plusYears(years));
    }
}
