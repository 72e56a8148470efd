package org.livelihood.income.attribution;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.OrderLineId;

/**
 * A line to be attributed anew.
 *
 * @param before as it was attributed last, null the first time
 * @param after as it shall stand
 * @param scanned the lot that the packer took the goods from; null for first produced, first sold
 */
record LineChange(
        @Nullable AttributedLine before,
        AttributedLine after,
        LineRevision.Cause cause,
        @Nullable LotId scanned) {

    LineChange(@Nullable AttributedLine before, AttributedLine after, LineRevision.Cause cause) {
        this(before, after, cause, null);
    }

    OrderLineId line() {
        return after.line();
    }

    SoldLine sold() {
        return after.sold();
    }

    /** Units more that came back unfit for sale. */
    long spoiled() {
        return sold().spoiled() - (before == null ? 0 : before.sold().spoiled());
    }
}
