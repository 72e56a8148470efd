package org.livelihood.sale.order;

import java.util.List;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Paid and refunded lines that wait to be attributed: an outbox, read at least once. */
@Service
public class SaleOutbox {

    private final SaleOutboxStore store;
    private final Sinks.Many<Long> arrivals = Sinks.many().multicast().directBestEffort();

    SaleOutbox(SaleOutboxStore store) {
        this.store = store;
    }

    /** Producers of whom lines wait. */
    public Flux<ProducerId> producers() {
        return store.producers();
    }

    /**
     * Takes up to {@code limit} of a producer's waiting lines of a lane out of the outbox (SKIP LOCKED), each with its
     * state of now; they stay there if the caller's transaction rolls back. A line that waits several times comes once.
     */
    @Transactional
    public Mono<List<SaleLine>> claim(ProducerId producer, SaleLane lane, int limit) {
        return store.take(producer, lane, limit).flatMap(waiting -> store.linesOf(producer, waiting));
    }

    /** Emits whenever this node has put lines into the outbox; only a hint, polling finds them too. */
    public Flux<Long> arrivals() {
        return arrivals.asFlux();
    }

    /** Whether orders of the session still wait for payment or attribution. */
    public Mono<Boolean> isOpen(ProducerId producer, SessionId session) {
        return store.isOpen(producer, session);
    }

    /** Tells the listeners of {@link #arrivals()} that lines stand in the outbox: called after commit. */
    synchronized void announce() {
        arrivals.tryEmitNext(1L);
    }
}
