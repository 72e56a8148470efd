package org.livelihood.income.attribution;

import org.livelihood.platform.database.RoundsLifecycle;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tries parked lines again: what held them up may be gone, with a release or with an agreement that was missing. */
@Component
class ParkedLifecycle extends RoundsLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedLifecycle.class);

    ParkedLifecycle(Attributions attributions, AttributionSettings settings) {
        super(
                "Trying parked lines again",
                settings.retryEvery(),
                () -> retry(attributions).then());
    }

    /** Each line in a transaction of its own; gives how many are parked no more. */
    static Mono<Long> retry(Attributions attributions) {
        return attributions
                .allParked()
                .flatMapIterable(lines -> lines)
                .concatMap(line -> attributions
                        .retry(line)
                        .thenReturn(line)
                        .onErrorResume(Refusal.class, still -> Mono.empty())
                        .onErrorResume(failure -> left(line, failure)))
                .count();
    }

    /** One line that fails otherwise holds up none of those behind it. */
    private static Mono<OrderLineId> left(OrderLineId line, Throwable failure) {
        LOG.warn("Line {} stays parked: {}", line, failure.toString());
        return Mono.empty();
    }
}
