package org.livelihood.sale.payment;

import java.time.Duration;
import java.util.function.Supplier;
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

/** Asks providers about pending payments and sends refunds, as long as the program runs. */
@Component
class PaymentLifecycle implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentLifecycle.class);
    private static final Duration REFUNDS_EVERY = Duration.ofSeconds(2);

    private final ProviderTalk talk;
    private final Duration asksEvery;
    private final Disposable.Composite running = Disposables.composite();

    PaymentLifecycle(ProviderTalk talk, PaymentSettings settings) {
        this.talk = talk;
        this.asksEvery = settings.sync();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        running.add(every(asksEvery, talk::askAboutPending));
        running.add(every(REFUNDS_EVERY, talk::sendRefunds));
    }

    private static Disposable every(Duration pause, Supplier<Mono<Void>> work) {
        return Flux.interval(pause)
                .onBackpressureDrop()
                .concatMap(
                        tick -> Mono.defer(work).onErrorResume(failure -> {
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
