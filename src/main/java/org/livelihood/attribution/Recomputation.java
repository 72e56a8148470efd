package org.livelihood.attribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Splits a line anew from what is stored of it, and compares. */
@Component
class Recomputation {

    private final HeadStore heads;
    private final PostedStore posted;
    private final FrozenTerms frozen;

    Recomputation(HeadStore heads, PostedStore posted, FrozenTerms frozen) {
        this.heads = heads;
        this.posted = posted;
        this.frozen = frozen;
    }

    Mono<Attributions.Recomputed> of(OrderLineId line) {
        return heads.find(line).flatMap(head -> posted.of(List.of(head)).flatMap(stands -> compare(head, stands)));
    }

    private Mono<Attributions.Recomputed> compare(Head head, PostedStore.Posted stands) {
        LineInputs inputs = LineInputs.of(head, stands.unitsOf(head.line()), stands.carriedInto(head.line()));
        Map<LotId, ProducerId> lots = new HashMap<>();
        inputs.units().forEach(range -> lots.put(range.lot(), inputs.producer()));
        return frozen.of(lots).map(terms -> {
            LineSplit now = LineSplit.of(inputs, terms);
            LineSplit then = stands.splitOf(head.line());
            return new Attributions.Recomputed(
                    head.line(), head.revision(), then.parts().size(), now.equals(then));
        });
    }
}
