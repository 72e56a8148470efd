package org.livelihood.order;

import java.util.List;
import org.livelihood.kernel.SessionId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Paid and refunded lines that wait to be attributed: an outbox, read at least once. */
@Service
public class Sales {

    /**
     * Takes up to {@code limit} waiting lines out of the outbox (SKIP LOCKED), each with its state of now; they stay
     * there if the caller's transaction rolls back.
     */
    @Transactional
    public Mono<List<SaleLine>> claim(int limit) {
        return Mono.error(new UnsupportedOperationException());
    }

    /** Emits whenever this node has put lines into the outbox; only a hint, polling finds them too. */
    public Flux<Long> arrivals() {
        return Flux.never();
    }

    /** Whether orders of the session still wait for payment or attribution. */
    public Mono<Boolean> isOpen(SessionId session) {
        return Mono.error(new UnsupportedOperationException());
    }
}
