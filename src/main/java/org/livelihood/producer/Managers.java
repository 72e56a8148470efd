package org.livelihood.producer;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.livelihood.household.Household.Person;
import org.livelihood.household.Households;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Who runs which producer, as persons of the vault: they can be no household's payee. */
@Service
public class Managers {

    private final ManagerStore store;
    private final Producers producers;
    private final Households households;

    Managers(ManagerStore store, Producers producers, Households households) {
        this.store = store;
        this.producers = producers;
        this.households = households;
    }

    /** Enters a manager, found by her ID number; once is enough. */
    @Transactional
    public Mono<UUID> enter(Caller caller, ProducerId producer, Person person) {
        return producers
                .get(caller, producer)
                .filter(found -> caller.is(Role.ADMIN)
                        || caller.officerOf(found.regionCode())
                        || caller.actsFor(producer, Role.PRODUCER))
                .switchIfEmpty(Mono.error(() -> Producers.unknown(producer)))
                .then(households.findOrAdd(person))
                .flatMap(known ->
                        store.add(producer, known.person(), caller.account()).thenReturn(known.person()));
    }

    /** Those of the persons who run a producer, any one. */
    public Mono<Set<UUID>> among(Collection<UUID> persons) {
        return persons.isEmpty() ? Mono.just(Set.of()) : store.among(persons);
    }
}
