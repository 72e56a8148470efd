package org.livelihood.demo;

import java.util.UUID;
import java.util.function.Supplier;
import org.livelihood.platform.kernel.Id;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** What the demo has entered: each step once, under a key of its own, with the id of what it made. */
@Component
class DemoSteps {

    private final DemoStepStore store;

    DemoSteps(DemoStepStore store) {
        this.store = store;
    }

    /** What the step made; empty while it was not taken. */
    Mono<UUID> find(String step) {
        return store.find(step);
    }

    /** What the step made, now or at an earlier start; the step and what it makes are one transaction. */
    @Transactional
    public Mono<UUID> once(String step, Supplier<Mono<? extends Id>> work) {
        return store.find(step)
                .switchIfEmpty(Mono.defer(() -> work.get().flatMap(made -> store.add(step, made.value()))));
    }

    /** Keeps what a step made; joins the transaction that makes it. */
    <T extends Id> Mono<T> keep(String step, T made) {
        return store.add(step, made.value()).thenReturn(made);
    }
}
