package org.livelihood.income.attribution;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.sale.live.SessionTerms;
import org.livelihood.sale.order.SaleLane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Empties the outbox of sales in batches of one producer, one transaction each. Producers take turns, so that a crowd
 * at one holds up no other. A batch that fails is gone through line by line, and the line that is at fault is parked.
 */
@Component
class OutboxDrain {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDrain.class);
    private static final int BATCH = 1000;

    private final Attributions attributions;
    private final HostWages wages;

    OutboxDrain(Attributions attributions, HostWages wages) {
        this.attributions = attributions;
        this.wages = wages;
    }

    /** Empties a lane of the outbox. */
    Mono<Void> drain(SaleLane lane) {
        return untilEmpty(attributions.waiting(), producer -> sold(producer, lane))
                .then(untilEmpty(attributions.due(), this::due));
    }

    private Mono<Integer> sold(ProducerId producer, SaleLane lane) {
        return attributions
                .attribute(producer, lane, BATCH)
                .onErrorResume(
                        error -> !Attributions.isOfTheMoment(error),
                        error -> lineByLine(known -> attributions.attributeOrPark(producer, lane, known)));
    }

    private Mono<Integer> due(ProducerId producer) {
        return attributions
                .attributeDue(producer, BATCH)
                .onErrorResume(
                        error -> !Attributions.isOfTheMoment(error),
                        error -> lineByLine(known -> attributions.attributeDueOrPark(producer, known)));
    }

    /** A batch of each in turn, until none is full. */
    private static Mono<Void> untilEmpty(Flux<ProducerId> producers, Function<ProducerId, Mono<Integer>> batch) {
        return Mono.defer(producers::collectList)
                .flatMap(waiting -> Flux.fromIterable(waiting).concatMap(batch).reduce(0, Math::max))
                .repeat()
                .takeUntil(lines -> lines < BATCH)
                .then();
    }

    /** As many lines as a batch holds, each in its own transaction; those that fail are parked. */
    private static Mono<Integer> lineByLine(Function<@Nullable PoisonLine, Mono<Integer>> alone) {
        Mono<Integer> next = Mono.defer(() -> alone.apply(null)).onErrorResume(PoisonLine.class, poison -> {
            LOG.warn("Line {} is parked: {}", poison.line(), poison.reason());
            return alone.apply(poison);
        });
        return next.repeat(BATCH - 1).takeUntil(lines -> lines == 0).reduce(0, Integer::sum);
    }

    /** Posts the wages of sessions that have ended. */
    Mono<Void> settle() {
        return wages.unposted().concatMap(this::settleOne).then();
    }

    private Mono<Boolean> settleOne(SessionTerms session) {
        return wages.settle(session).onErrorResume(error -> !Attributions.isOfTheMoment(error), error -> {
            LOG.warn("The host's wage of session {} cannot be posted: {}", session.id(), error.toString());
            return Mono.just(false);
        });
    }
}
