package org.livelihood.platform.database;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Does the same work, or several works side by side, in {@link Rounds} as long as the program runs. A round once begun
 * is not cut off when the program stops, for its transactions are to end by themselves.
 */
public abstract class RoundsLifecycle implements SmartLifecycle {

    private final List<Rounds> works;
    private Sinks.Empty<Void> stopping = Sinks.empty();
    private @Nullable Disposable running;

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
    public synchronized void start() {
        stopping = Sinks.empty();
        running = Flux.fromIterable(works)
                .flatMap(Rounds::rounds, works.size())
                .takeUntilOther(stopping.asMono())
                .subscribe();
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
