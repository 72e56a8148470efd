package org.livelihood.goods.lotgraph;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * Units of one lot that another was made of.
 *
 * @param producer whose the made lot is
 * @param sourceProducer whose the source is: another one where it was delivered
 * @param delivery by which it came from the other producer
 * @param price what the other producer is owed for it
 */
public record LotEdge(
        ProducerId producer,
        LotId lot,
        ProducerId sourceProducer,
        LotId source,
        List<UnitRange> numbers,
        @Nullable UUID delivery,
        @Nullable Money price) {

    public LotEdge {
        numbers = List.copyOf(numbers);
    }

    /** The same, at the price that was agreed on. */
    public LotEdge at(Money agreed) {
        return new LotEdge(producer, lot, sourceProducer, source, numbers, delivery, agreed);
    }
}
