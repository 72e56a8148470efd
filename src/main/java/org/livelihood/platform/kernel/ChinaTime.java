package org.livelihood.platform.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * China's time: which day it is there decides what holds for a sale, a lesson or a payment. No summer time since 1992.
 */
public final class ChinaTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private ChinaTime() {}

    public static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZONE);
    }

    /** The first moment of a day; of the day after, it is the first that no longer belongs to the day before. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
