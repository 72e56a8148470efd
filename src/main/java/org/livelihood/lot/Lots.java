package org.livelihood.lot;

import java.util.Collection;
import java.util.List;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SkuId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the lots. */
@Service
public class Lots {

    /** Units that a paid line takes from the oldest sealed lots of its SKU; negative gives returned units back. */
    public record Demand(ProducerId producer, OrderLineId line, SkuId sku, long units) {}

    /** Units of one lot that stand on one line. */
    public record Take(ProducerId producer, OrderLineId line, LotId lot, long units) {}

    /** First produced, first sold; one statement for all demands, within the caller's transaction. */
    @Transactional
    public Mono<List<Take>> take(List<Demand> demands) {
        return Mono.error(new UnsupportedOperationException());
    }

    /** Sealed lots with what was contributed to them and what is owed for it. */
    public Flux<SealedLot> sealed(ProducerId producer, Collection<LotId> lots) {
        return Flux.error(new UnsupportedOperationException());
    }
}
