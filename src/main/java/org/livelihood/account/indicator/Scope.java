package org.livelihood.account.indicator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Years;

/**
 * What is asked: a region with all below it, and a period of days in China's time.
 *
 * @param region empty for the whole country
 * @param known only what was recorded at or before this time
 */
record Scope(String region, LocalDate from, LocalDate to, Instant known) {

    private static final int MOST_YEARS = 50;

    Scope {
        if (to.isBefore(from)) {
            throw Refusal.ofField(IndicatorReason.PERIOD_BACKWARDS, "to", from, to);
        }
        if (Years.areMoreThan(MOST_YEARS, from, to)) {
            throw Refusal.ofField(IndicatorReason.PERIOD_TOO_LONG, "from", MOST_YEARS);
        }
    }

    String prefix() {
        return region.isEmpty() ? "" : Region.prefixOf(region);
    }

    Instant start() {
        return ChinaTime.startOf(from);
    }

    /** Not included. */
    Instant end() {
        return ChinaTime.startOf(to.plusDays(1));
    }

    /** Where the equally long period before this one begins. */
    Instant before() {
        return start().minus(Duration.between(start(), end()));
    }
}
