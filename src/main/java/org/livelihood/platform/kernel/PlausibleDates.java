package org.livelihood.platform.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The years that a day or a time told to this program may lie in. Others are slips of the pen: sums of years and the
 * database's own bounds break on them.
 */
public final class PlausibleDates {

    private static final int FIRST_YEAR = 1900;
    public static final int LAST_YEAR = 2200;

    /** Figures of incomes, wages and people are kept for the years since the reform of 1978. */
    public static final int FIRST_YEAR_OF_FIGURES = 1978;

    public static final int LAST_YEAR_OF_FIGURES = 2100;

    private PlausibleDates() {}

    public static boolean holds(LocalDate day) {
        return isWithin(day, FIRST_YEAR, LAST_YEAR);
    }

    public static boolean holds(Instant time) {
        return holds(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    /** For what has years of its own: both are included. */
    public static boolean isWithin(LocalDate day, int firstYear, int lastYear) {
        return day.getYear() >= firstYear && day.getYear() <= lastYear;
    }

    /** @throws DateTimeException if it is no day (ISO 8601), or none of these years */
    public static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (!holds(day)) {
            throw new DateTimeException("out of all years");
        }
        return day;
    }

    /** @throws DateTimeException if it is no time (RFC 3339), or none of these years */
    public static Instant time(String text) {
        Instant time = Instant.parse(text);
        if (!holds(time)) {
            throw new DateTimeException("out of all years");
        }
        return time;
    }

    /**
     * Whether a span does not end before it begins; an open end is none, and a missing day is another rule's question.
     */
    public static boolean inOrder(@Nullable LocalDate from, @Nullable LocalDate until) {
        return from == null || until == null || !until.isBefore(from);
    }
}
