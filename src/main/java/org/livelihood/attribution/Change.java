package org.livelihood.attribution;

import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.OrderLineId;

/**
 * A line to be attributed anew.
 *
 * @param before as it was attributed last, null the first time
 * @param after as it shall stand
 */
record Change(@Nullable Head before, Head after, Revision.Cause cause) {

    OrderLineId line() {
        return after.line();
    }

    Sold sold() {
        return after.sold();
    }
}
