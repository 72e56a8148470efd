package org.livelihood.income.attribution;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What sales left to a producer: the rest of its own, and the margin of what it delivered to others, who sold it. */
@Service
public class Margins {

    private final MarginStore store;

    Margins(MarginStore store) {
        this.store = store;
    }

    /**
     * Lines with a margin that stand on units of these lots, in the order of their ids.
     *
     * @param receivers lots of other producers that were made of deliveries out of these lots
     * @param from paid at this time or later
     * @param to paid before this time
     */
    public Mono<List<LineMargin>> of(
            ProducerId producer, Collection<LotId> lots, Collection<LotId> receivers, Instant from, Instant to) {
        return lots.isEmpty() ? Mono.just(List.of()) : store.of(producer, lots, receivers, from, to);
    }
}
