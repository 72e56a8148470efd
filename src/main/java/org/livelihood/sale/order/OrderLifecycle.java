package org.livelihood.sale.order;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets orders expire, as long as the program runs. */
@Component
class OrderLifecycle implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(OrderLifecycle.class);
    private static final Duration FORGETS_EVERY = Duration.ofHours(1);

    private final Expiry expiry;
    private final Duration pause;
    private final Disposable.Composite running = Disposables.composite();

    OrderLifecycle(Expiry expiry, OrderSettings settings) {
        this.expiry = expiry;
        this.pause = settings.sweep();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        running.add(every(pause, allExpired()));
        running.add(every(FORGETS_EVERY, expiry.forget()));
    }

    private Mono<Void> allExpired() {
        return Mono.defer(expiry::expireSome)
                .repeat()
                .takeUntil(ended -> ended < Expiry.BATCH)
                .then();
    }

    private static Disposable every(Duration pause, Mono<Void> work) {
        return Flux.interval(pause)
                .onBackpressureDrop()
                .concatMap(
                        tick -> work.onErrorResume(failure -> {
                            LOG.warn("Tried in vain, will try again: {}", failure.toString());
                            return Mono.empty();
                        }),
                        1)
                .subscribe();
    }

    @Override
    public void destroy() {
        running.dispose();
    }
}
