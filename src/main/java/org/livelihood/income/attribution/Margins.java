package org.livelihood.income.attribution;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
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

    /** @param amount what is left to the producer today, refunds taken off; positive */
    public record Margin(OrderLineId line, Money amount) {

        Margin(UUID line, Long fen) {
            this(new OrderLineId(Objects.requireNonNull(line)), new Money(Objects.requireNonNull(fen)));
        }
    }

    /**
     * Lines with a margin that stand on units of these lots, in the order of their ids.
     *
     * @param receivers lots of other producers that were made of deliveries out of these lots
     * @param from paid at this time or later
     * @param to paid before this time
     */
    public Mono<List<Margin>> of(
            ProducerId producer, Collection<LotId> lots, Collection<LotId> receivers, Instant from, Instant to) {
        return lots.isEmpty() ? Mono.just(List.of()) : store.of(producer, lots, receivers, from, to);
    }
}
