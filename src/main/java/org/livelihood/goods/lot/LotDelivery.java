package org.livelihood.goods.lot;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.ProducerId;

/**
 * Units of a lot that one producer delivered to another: a cooperative to a leading enterprise.
 *
 * @param producer who delivered
 * @param evidence number or digest of the receipt
 */
public record LotDelivery(
        ProducerId producer,
        UUID id,
        LotId lot,
        ProducerId to,
        List<UnitRange> numbers,
        String evidence,
        Status status,
        Instant deliveredAt) {

    public LotDelivery {
        numbers = List.copyOf(numbers);
    }

    /** A delivery is on the way until it is taken into a lot, or called back. */
    public enum Status {
        SENT,
        ACCEPTED,
        RECALLED
    }
}
