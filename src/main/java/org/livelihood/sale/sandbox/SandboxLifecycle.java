package org.livelihood.sale.sandbox;

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

/** Sends notices as long as the program runs: at once when one is written here, else within two seconds. */
@Component
class SandboxLifecycle implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxLifecycle.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final NoticeSender sender;
    private final Cashier cashier;
    private Disposable running = Disposables.disposed();

    SandboxLifecycle(NoticeSender sender, Cashier cashier) {
        this.sender = sender;
        this.cashier = cashier;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        running = Flux.merge(Flux.interval(PAUSE).onBackpressureDrop(), cashier.hints())
                .onBackpressureLatest()
                .concatMap(
                        tick -> sender.sendDue().onErrorResume(failure -> {
                            LOG.warn("Notices could not be sent, will try again: {}", failure.toString());
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
