package org.livelihood.tlog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Appends to the log and signs what it has become, as long as the program runs; any number of nodes may do this. */
@Component
class TlogLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TlogLifecycle.class);

    private final TransparencyLog log;
    private final Duration pause;
    private Sinks.Empty<Void> stopping = Sinks.empty();
    private @Nullable Disposable running;

    TlogLifecycle(TransparencyLog log, @Value("${livelihood.tlog.every:30s}") Duration pause) {
        this.log = log;
        this.pause = pause;
    }

    @Override
    public synchronized void start() {
        stopping = Sinks.empty();
        running = Flux.interval(Duration.ZERO, pause)
                .onBackpressureDrop()
                .concatMap(tick -> TransparencyLog.round(log).onErrorResume(TlogLifecycle::tryAgainLater), 0)
                .takeUntilOther(stopping.asMono())
                .subscribe();
    }

    private static Mono<Long> tryAgainLater(Throwable failure) {
        LOG.warn("The transparency log could not be written, will try again: {}", failure.toString());
        return Mono.empty();
    }

    /** A batch once begun is not cut off: it is one transaction. */
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
