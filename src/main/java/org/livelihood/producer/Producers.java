package org.livelihood.producer;

import org.livelihood.kernel.ProducerId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Face of the producers. */
@Service
public class Producers {

    /** Completes when the producer is approved to sell; refused with NOT_FOUND or NOT_APPROVED. */
    public Mono<Void> requireApproved(ProducerId producer) {
        return Mono.error(new UnsupportedOperationException());
    }
}
