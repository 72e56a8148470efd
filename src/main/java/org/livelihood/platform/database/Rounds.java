package org.livelihood.platform.database;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The same work again and again, as a {@link RoundsLifecycle} does it. A round that fails is told and tried again:
 * after a pause at first, then ever more slowly, up to {@value #SLOWEST} pauses or a minute.
 */
public final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final int SLOWEST = 8;
    private static final Duration SLOWEST_PAUSE = Duration.ofMinutes(1);

    private final String name;
    private final Duration pause;
    private final Flux<?> hints;
    private final Supplier<Mono<Void>> round;
    private int failures;

    /**
     * @param name of the work, for whoever reads that it failed
     * @param pause from the begin of a round to the next; rounds never overlap
     */
    public Rounds(String name, Duration pause, Supplier<Mono<Void>> round) {
        this(name, pause, Flux.empty(), round);
    }

    /** @param hints that there is something to do before the pause is over; one during a round brings another */
    public Rounds(String name, Duration pause, Flux<?> hints, Supplier<Mono<Void>> round) {
        this.name = name;
        this.pause = pause;
        this.hints = hints;
        this.round = round;
    }

    /** Goes on until it is cancelled. */
    Flux<Void> rounds() {
        Flux<?> ticks = Flux.interval(pause).onBackpressureDrop();
        return Flux.merge(ticks, hints)
                .onBackpressureLatest()
                .concatMap(
                        tick -> Mono.defer(round)
                                .doOnSuccess(done -> failures = 0)
                                .onErrorResume(this::later),
                        0);
    }

    /** Rounds follow one another, so nobody else counts at the same time. */
    private Mono<Void> later(Throwable failure) {
        LOG.warn("{} failed, will be tried again: {}", name, failure.toString());
        failures = Math.min(failures + 1, SLOWEST);
        return Mono.delay(pauseAfter(failures, pause)).then();
    }

    /** How long nothing is tried after so many failures in a row. */
    static Duration pauseAfter(int failures, Duration pause) {
        Duration wait = pause.multipliedBy(Math.min(SLOWEST, 1L << (failures - 1)));
        return wait.compareTo(SLOWEST_PAUSE) > 0 ? SLOWEST_PAUSE : wait;
    }
}
