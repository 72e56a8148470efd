package org.livelihood.order;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends orders whose time is over, once a second, as many as there are. */
@Component
class OrderLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OrderLifecycle.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Orders orders;
    private @Nullable Disposable beat;

    OrderLifecycle(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void start() {
        beat = Flux.interval(BEAT)
                .onBackpressureDrop()
                .concatMap(tick -> expireAll(), 1)
                .subscribe();
    }

    private Mono<Void> expireAll() {
        return orders.expireDue().repeat().takeUntil(ended -> ended == 0).then().onErrorResume(failure -> {
            LOG.warn("Orders could not be ended: {}", failure.toString());
            return Mono.empty();
        });
    }

    @Override
    public void stop() {
        Disposable running = beat;
        if (running != null) {
            running.dispose();
        }
        beat = null;
    }

    @Override
    public boolean isRunning() {
        return beat != null;
    }
}
