package org.livelihood.income.attribution;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.income.split.FeeKey;
import org.livelihood.income.split.LineInputs;
import org.livelihood.income.split.PartKey;
import org.livelihood.income.split.TracedSaleKey;
import org.livelihood.platform.kernel.JournalId;
import org.livelihood.platform.kernel.Money;

/**
 * One attribution of a line: what it depended on and what it changed.
 *
 * @param parts differences to what was posted before
 * @param tracedSales differences too
 * @param uncharged differences too
 * @param journal null where no money moved
 */
record LineRevision(
        int number,
        Cause cause,
        LineInputs inputs,
        Map<PartKey, Money> parts,
        Map<TracedSaleKey, Money> tracedSales,
        Map<FeeKey, Money> uncharged,
        @Nullable JournalId journal,
        Instant effectiveAt) {

    enum Cause {
        SALE,
        REFUND,
        HOST_WAGE,
        /** The packer took the goods from another lot. */
        REPACK
    }
}
