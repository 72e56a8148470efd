package org.livelihood.goods.lotgraph;

import java.util.Collection;
import org.livelihood.platform.kernel.LotId;

/**
 * Units of a lot by their numbers, from zero on.
 *
 * @param from the first unit
 * @param until the unit after the last one
 */
public record UnitRange(LotId lot, long from, long until) {

    public UnitRange {
        if (from < 0 || until <= from) {
            throw new IllegalArgumentException("no units from " + from + " until " + until);
        }
    }

    public long units() {
        return until - from;
    }

    public static long units(Collection<UnitRange> ranges) {
        return ranges.stream().mapToLong(UnitRange::units).sum();
    }
}
