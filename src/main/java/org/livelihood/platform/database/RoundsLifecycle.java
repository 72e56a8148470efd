package org.livelihood.platform.database;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/** Does the same work, or several works side by side, in {@link Rounds} as long as the program runs. */
public abstract class RoundsLifecycle implements SmartLifecycle {

    private final List<Rounds> works;

    /**
     * @param name of the work, for whoever reads that it failed
     * @param pause from the begin of a round to the next; rounds never overlap
     */
    protected RoundsLifecycle(String name, Duration pause, Supplier<Mono<Void>> round) {
        this(new Rounds(name, pause, round));
    }

    protected RoundsLifecycle(Rounds... works) {
        this.works = List.of(works);
    }

    @Override
    public void start() {
        works.forEach(Rounds::start);
    }

    @Override
    public void stop() {
        works.forEach(Rounds::stop);
    }

    @Override
    public boolean isRunning() {
        return works.stream().anyMatch(Rounds::isRunning);
    }
}
