package org.livelihood.platform.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Nobody is PRODUCER of and OFFICER over one producer, with one account or with several: she would watch herself. */
@Component
class SeparationOfDuties {

    private final AccountStore store;
    private final ProducerRegions places;

    SeparationOfDuties(AccountStore store, ProducerRegions places) {
        this.store = store;
        this.places = places;
    }

    /**
     * Completes when the account may hold all of these, beside what other accounts of the same person hold. Refused
     * with TWO_HATS.
     */
    Mono<Void> refuse(AccountId account, Collection<Grant> held) {
        return store.grantsOfSamePerson(account)
                .concatWithValues(held.toArray(Grant[]::new))
                .collectList()
                .map(all -> new Caller(account, Set.copyOf(all)))
                .filter(person -> person.is(Role.OFFICER))
                .flatMapMany(person -> places.regionsOf(producersOf(person)).filter(person::officerOf))
                .next()
                .flatMap(region -> Mono.error(() -> new Refusal(SecurityReason.TWO_HATS)));
    }

    private static List<ProducerId> producersOf(Caller person) {
        return person.grants().stream()
                .filter(grant -> grant.role() == Role.PRODUCER && !grant.scope().isEmpty())
                .map(grant -> new ProducerId(UUID.fromString(grant.scope())))
                .toList();
    }
}
