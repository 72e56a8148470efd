package org.livelihood.income.payout;

import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Persons;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who may do what with a producer's payouts; to others the producer does not exist. */
@Component
class PayoutAccess {

    private final Producers producers;
    private final Persons persons;

    PayoutAccess(Producers producers, Persons persons) {
        this.producers = producers;
        this.persons = persons;
    }

    /** The producer itself, or the platform. */
    Mono<Void> requireMaker(Caller caller, ProducerId producer) {
        return producers.requireOwn(caller, producer, Role.PRODUCER).then(producers.requireApproved(producer));
    }

    /** A county officer of the producer's region, or the platform; nobody who acts for the producer. */
    Mono<Void> requireDecider(Caller caller, ProducerId producer) {
        return producers.requireDecider(caller, producer);
    }

    /** Completes for a person who is none of those who made or approved the batch. Refused with SAME_PERSON. */
    Mono<Void> requireOther(Caller caller, Batch batch) {
        return persons.requireOther(caller, PayoutReason.SAME_PERSON, batch.hands());
    }

    /** Completes for a person who is not the other one. Refused with SAME_PERSON. */
    Mono<Void> requireOther(Caller caller, AccountId other) {
        return persons.requireOther(caller, PayoutReason.SAME_PERSON, other);
    }

    /** Who may make or approve batches may also take one back. */
    Mono<Void> requireEither(Caller caller, ProducerId producer) {
        return producers.requireOfficer(caller, producer, Role.PRODUCER);
    }

    /** An auditor, an officer of the producer's region, or the platform; nobody who acts for the producer. */
    Mono<Void> requireWaiver(Caller caller, ProducerId producer) {
        return producers.requireReader(caller, producer).then(producers.requireOutsider(caller, producer));
    }

    Mono<Void> requireReader(Caller caller, ProducerId producer) {
        return producers.requireReader(caller, producer, Role.PRODUCER);
    }
}
