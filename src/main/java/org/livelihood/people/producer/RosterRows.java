package org.livelihood.people.producer;

import org.livelihood.people.household.Household.Person;
import org.livelihood.people.household.Households;
import org.livelihood.people.producer.ProducerController.MembershipBody;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.sheet.Outcome;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Rows of a roster: each one a membership, entered once. */
@Component
class RosterRows {

    private final Producers producers;
    private final Households households;
    private final RosterStore store;

    RosterRows(Producers producers, Households households, RosterStore store) {
        this.producers = producers;
        this.households = households;
        this.store = store;
    }

    /** The same where just this membership stands; else entered, or refused as one that comes by itself. */
    @Transactional
    public Mono<Outcome> take(Caller caller, ProducerId producer, MembershipBody row) {
        Person person = row.toPerson();
        return households
                .find(person)
                .filterWhen(known -> store.stands(producer, known.person(), row))
                .map(known -> Outcome.same())
                .switchIfEmpty(Mono.defer(() -> producers
                        .enter(caller, producer, person, row.kind(), row.from(), row.until(), row.contractMonths())
                        .thenReturn(Outcome.added())));
    }
}
