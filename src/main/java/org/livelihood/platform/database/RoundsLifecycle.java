package org.livelihood.platform.database;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Does the same work again and again, as long as the program runs. A round that fails is told and tried again with the
 * next one; a round once begun is not cut off when the program stops, for its transactions are to end by themselves.
 */
public abstract class RoundsLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RoundsLifecycle.class);

    private final String name;
    private final Duration pause;
    private final Supplier<Mono<Void>> round;
    private Sinks.Empty<Void> stopping = Sinks.empty();
    private @Nullable Disposable running;

    /**
     * @param name of the work, for whoever reads that it failed
     * @param pause from the begin of a round to the next; rounds never overlap
     */
    protected RoundsLifecycle(String name, Duration pause, Supplier<Mono<Void>> round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    @Override
    public synchronized void start() {
        stopping = Sinks.empty();
        running = Flux.interval(pause)
                .onBackpressureDrop()
                .concatMap(tick -> Mono.defer(round).onErrorResume(this::tryAgainLater), 0)
                .takeUntilOther(stopping.asMono())
                .subscribe();
    }

    private Mono<Void> tryAgainLater(Throwable failure) {
        LOG.warn("{} failed, will be tried again: {}", name, failure.toString());
        return Mono.empty();
    }

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
