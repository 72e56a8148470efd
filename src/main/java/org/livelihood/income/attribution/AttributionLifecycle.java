package org.livelihood.income.attribution;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.livelihood.sale.live.SessionTerms;
import org.livelihood.sale.order.SaleOutbox;
import org.livelihood.sale.order.SaleOutbox.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Empties the outbox of sales, as long as the program runs: at every hint of this node and every half second.
 *
 * <p>Lines go in batches, one transaction each, in lanes side by side. A batch that fails is gone through line by line,
 * and the line that is at fault is parked. Any number of nodes may do this at the same time.
 */
@Component
class AttributionLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AttributionLifecycle.class);
    private static final int BATCH = 1000;
    private static final int LANES = 2;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private final Attributions attributions;
    private final HostWages wages;
    private final SaleOutbox outbox;
    private final AtomicBoolean failing = new AtomicBoolean();
    private Sinks.Empty<Void> stopping = Sinks.empty();
    private @Nullable Disposable running;

    AttributionLifecycle(Attributions attributions, HostWages wages, SaleOutbox outbox) {
        this.attributions = attributions;
        this.wages = wages;
        this.outbox = outbox;
    }

    @Override
    public synchronized void start() {
        stopping = Sinks.empty();
        Flux<Long> hints = outbox.arrivals().onErrorComplete();
        Flux<Void> drains = Flux.range(0, LANES)
                .map(number -> new Lane(number, LANES))
                .flatMap(lane -> Flux.merge(Flux.interval(POLL), hints)
                        .onBackpressureLatest()
                        .concatMap(hint -> drain(lane).onErrorResume(this::recover), 0));
        Flux<Void> settlements = Flux.interval(SETTLE)
                .onBackpressureLatest()
                .concatMap(tick -> settle().onErrorResume(this::recover), 0);
        running = Flux.merge(drains, settlements)
                .takeUntilOther(stopping.asMono())
                .subscribe();
    }

    /** Empties a lane of the outbox. */
    private Mono<Void> drain(Lane lane) {
        return untilEmpty(batch(
                        limit -> attributions.attribute(lane, limit),
                        known -> attributions.attributeOrPark(lane, known)))
                .then(untilEmpty(batch(attributions::attributeDue, attributions::attributeDueOrPark)))
                .doOnSuccess(done -> failing.set(false));
    }

    private static Mono<Integer> batch(
            IntFunction<Mono<Integer>> together, Function<@Nullable PoisonLine, Mono<Integer>> alone) {
        return Mono.defer(() -> together.apply(BATCH))
                .onErrorResume(error -> !Attributions.isOfTheMoment(error), error -> lineByLine(alone));
    }

    private static Mono<Void> untilEmpty(Mono<Integer> some) {
        return some.repeat().takeUntil(lines -> lines < BATCH).then();
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

    private Mono<Void> recover(Throwable error) {
        if (failing.compareAndSet(false, true)) {
            LOG.warn("Attribution waits: {}", error.toString());
        }
        return Mono.delay(PAUSE_AFTER_FAILURE).then();
    }

    /** What runs comes to its end: a transaction once begun is not cut off. */
    @Override
    public synchronized void stop() {
        stopping.tryEmitEmpty();
        running = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null && !running.isDisposed();
    }
}
