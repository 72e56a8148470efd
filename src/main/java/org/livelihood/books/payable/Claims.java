package org.livelihood.books.payable;

import java.util.List;
import java.util.UUID;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Payables on their way to be paid: each source is claimed by one run, once. */
@Service
public class Claims {

    private final ClaimStore store;

    Claims(ClaimStore store) {
        this.store = store;
    }

    /** @param sources how many were claimed; fewer than the limit when none is left */
    public record Claim(int sources, List<ClaimedPayable> payables) {}

    /** Producers with sources that no run has claimed. */
    public Flux<ProducerId> producers() {
        return store.producers();
    }

    /** Claims a producer's oldest sources for a run, within the caller's transaction. */
    @Transactional
    public Mono<Claim> claim(UUID run, ProducerId producer, int limit) {
        return store.claim(run, producer, limit)
                .flatMap(sources -> store.claimed(run).map(payables -> new Claim(sources, payables)));
    }
}
