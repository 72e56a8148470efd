package org.livelihood.account.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An indicator's figures.
 *
 * @param version of the definition that they were computed by
 * @param region empty for the whole country
 * @param to last day, included; figures of a day are of this one
 * @param asOf what was recorded at or before this time is in them
 */
public record Answer(
        Indicator indicator,
        int version,
        Indicator.Unit unit,
        String title,
        String titleZh,
        String formula,
        String region,
        LocalDate from,
        LocalDate to,
        Instant asOf,
        List<Row> rows) {

    public Answer {
        rows = List.copyOf(rows);
    }

    /**
     * One figure.
     *
     * @param key what it is of: a year, a region's code, an id, or TOTAL
     * @param ratio numerator over denominator, exact; null where the figure is a count or a sum, or has no base
     * @param value as it is shown: per cent with two decimals, or a whole number of its unit
     */
    public record Row(
            String key,
            String label,
            long numerator,
            @Nullable Long denominator,
            @Nullable String ratio,
            @Nullable String value) {

        static Row of(Indicator indicator, String key, String label, Ratio ratio) {
            return new Row(key, label, ratio.numerator(), ratio.denominator(), ratio.text(), indicator.valueOf(ratio));
        }
    }
}
