package org.livelihood.goods.lotgraph;

import java.util.List;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.goods.linkage.Work;

/** Lets tests of other modules make lots in memory, by the rule that the program makes them by. */
public final class MadeLots {

    private MadeLots() {}

    /**
     * @param plain the lot without its contributions
     * @param works what people put into the lot itself
     * @param owed what its own sealing made owed
     */
    public static SealedLot make(
            SealedLot plain,
            Terms terms,
            List<Work> works,
            List<SealedLot.Payable> owed,
            List<SealedLot.Source> sources) {
        List<LotMaking.Put> puts = works.stream()
                .map(work -> new LotMaking.Put(
                        work.party(),
                        terms.unitOf(work.kind(), work.operation()).orElseThrow(),
                        work.units()))
                .toList();
        return LotMaking.make(plain, puts, owed, sources);
    }
}
