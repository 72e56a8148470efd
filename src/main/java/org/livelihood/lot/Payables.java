package org.livelihood.lot;

import java.util.List;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Refusal;
import org.livelihood.linkage.Due;
import org.livelihood.linkage.Sealing;
import org.livelihood.linkage.Terms;

/** What sealing a lot makes owed, by its terms: wages, prices, rent. */
final class Payables {

    private Payables() {}

    static List<Due> of(Terms terms, LotId id, Sealing lot) {
        if (lot.works().stream().anyMatch(work -> work.units() < 0)) {
            throw new Refusal(LotReason.NEGATIVE_CONTRIBUTION, id);
        }
        return terms.due(lot).stream().filter(due -> due.amount().isPositive()).toList();
    }
}
