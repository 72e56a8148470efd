package org.livelihood.income.attribution;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livelihood.income.split.LineInputs;
import org.livelihood.income.split.LineSplit;
import org.livelihood.income.split.LotTerms;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Splits lines anew from what is stored of them, and compares. */
@Component
class Recomputation {

    private final AttributedLineStore heads;
    private final PostedStore posted;
    private final FrozenTerms frozen;

    Recomputation(AttributedLineStore heads, PostedStore posted, FrozenTerms frozen) {
        this.heads = heads;
        this.posted = posted;
        this.frozen = frozen;
    }

    Mono<RecomputedLine> of(OrderLineId line) {
        return heads.find(List.of(line))
                .flatMap(
                        found -> found.isEmpty() ? Mono.empty() : compare(found).map(compared -> compared.get(0)));
    }

    /** Those of the lines that were attributed. What is stored is read anew, also what never changes. */
    Mono<List<RecomputedLine>> of(Collection<OrderLineId> lines) {
        return heads.find(lines).flatMap(this::compare);
    }

    private Mono<List<RecomputedLine>> compare(List<AttributedLine> lines) {
        return posted.of(lines).flatMap(stands -> {
            Map<LotId, ProducerId> lots = new HashMap<>();
            for (AttributedLine head : lines) {
                inputs(head, stands)
                        .units()
                        .forEach(range -> lots.put(range.lot(), head.sold().producer()));
            }
            return frozen.readAnew(lots)
                    .map(terms -> lines.stream()
                            .map(head -> compare(head, stands, terms))
                            .toList());
        });
    }

    private static LineInputs inputs(AttributedLine head, PostedStore.Posted stands) {
        return head.inputs(stands.unitsOf(head.line()), stands.carriedInto(head.line()));
    }

    private static RecomputedLine compare(AttributedLine head, PostedStore.Posted stands, Map<LotId, LotTerms> terms) {
        LineSplit then = stands.splitOf(head.line());
        return new RecomputedLine(
                head.line(),
                head.revision(),
                then.parts().size(),
                splitNow(inputs(head, stands), terms).map(then::equals).orElse(false));
    }

    /** Nothing where the stored inputs give no split at all. */
    private static Optional<LineSplit> splitNow(LineInputs inputs, Map<LotId, LotTerms> terms) {
        try {
            return Optional.of(LineSplit.of(inputs, terms));
        } catch (RuntimeException unfit) {
            return Optional.empty();
        }
    }
}
