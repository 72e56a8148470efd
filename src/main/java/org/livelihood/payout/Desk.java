package org.livelihood.payout;

import org.livelihood.kernel.Caller;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Role;
import org.livelihood.producer.Producers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who may do what with a producer's payouts; to others the producer does not exist. */
@Component
class Desk {

    private final Producers producers;

    Desk(Producers producers) {
        this.producers = producers;
    }

    /** The producer itself, or the platform. */
    Mono<Void> requireMaker(Caller caller, ProducerId producer) {
        return producers.requireOwn(caller, producer, Role.PRODUCER).then(producers.requireApproved(producer));
    }

    /** A county officer of the producer's region, or the platform; never who made the batch. */
    Mono<Void> requireApprover(Caller caller, ProducerId producer) {
        return producers.requireOfficer(caller, producer);
    }

    /** Who may make or approve batches may also take one back. */
    Mono<Void> requireEither(Caller caller, ProducerId producer) {
        return producers.requireOfficer(caller, producer, Role.PRODUCER);
    }

    /** An auditor, an officer of the producer's region, or the platform. */
    Mono<Void> requireWaiver(Caller caller, ProducerId producer) {
        return producers.requireReader(caller, producer);
    }

    Mono<Void> requireReader(Caller caller, ProducerId producer) {
        return producers.requireReader(caller, producer, Role.PRODUCER);
    }
}
