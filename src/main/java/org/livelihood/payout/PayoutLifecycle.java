package org.livelihood.payout;

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

/** Releases what is due, as long as the program runs; any number of nodes may do this at the same time. */
@Component
class PayoutLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PayoutLifecycle.class);

    private final Releases releases;
    private final Duration pause;
    private Sinks.Empty<Void> stopping = Sinks.empty();
    private @Nullable Disposable running;

    PayoutLifecycle(Releases releases, @Value("${livelihood.payout.release-every:1h}") Duration pause) {
        this.releases = releases;
        this.pause = pause;
    }

    @Override
    public synchronized void start() {
        stopping = Sinks.empty();
        running = Flux.interval(pause)
                .onBackpressureDrop()
                .concatMap(tick -> Releases.all(releases).then().onErrorResume(PayoutLifecycle::tryAgainLater), 0)
                .takeUntilOther(stopping.asMono())
                .subscribe();
    }

    private static Mono<Void> tryAgainLater(Throwable failure) {
        LOG.warn("Payouts could not be released, will try again: {}", failure.toString());
        return Mono.empty();
    }

    /** A release once begun is not cut off: it is one transaction. */
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
