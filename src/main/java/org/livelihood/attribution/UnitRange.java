package org.livelihood.attribution;

import org.livelihood.kernel.LotId;

/**
 * Units of a lot by their numbers, from zero on.
 *
 * @param from the first unit
 * @param until the unit after the last one
 */
record UnitRange(LotId lot, long from, long until) {

    UnitRange {
        if (from < 0 || until <= from) {
            throw new IllegalArgumentException("no units from " + from + " until " + until);
        }
    }

    long units() {
        return until - from;
    }
}
