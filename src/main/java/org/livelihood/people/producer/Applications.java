package org.livelihood.people.producer;

import org.jspecify.annotations.Nullable;
import org.livelihood.people.producer.Producer.Status;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Accounts;
import org.livelihood.platform.security.Persons;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the applications: one person applies for a producer, the county recommends it, the platform approves. */
@Service
public class Applications {

    private final ProducerStore store;
    private final Producers producers;
    private final Regions regions;
    private final Accounts accounts;
    private final Persons persons;

    Applications(ProducerStore store, Producers producers, Regions regions, Accounts accounts, Persons persons) {
        this.store = store;
        this.producers = producers;
        this.regions = regions;
        this.accounts = accounts;
        this.persons = persons;
    }

    /** An application; its account becomes the producer's when it is approved. Refused to officers of the region. */
    @Transactional
    public Mono<ProducerId> apply(Caller caller, String name, Producer.Kind kind, String regionCode) {
        ProducerId id = ProducerId.next();
        if (caller.officerOf(regionCode)) {
            return Mono.error(() -> new Refusal(ProducerReason.OWN_PRODUCER));
        }
        return regions.get(regionCode)
                .then(store.add(new Producer(id, name, kind, regionCode, Status.APPLIED), caller.account()))
                .thenReturn(id);
    }

    /**
     * The county's word for an application, by an officer of its region. Refused with NOT_FOUND or WRONG_STATE, and to
     * the applicant with SAME_PERSON.
     */
    @Transactional
    public Mono<Producer> recommend(Caller caller, ProducerId id) {
        return producers
                .find(id)
                .filter(producer -> caller.officerOf(producer.regionCode()))
                .switchIfEmpty(Mono.error(() -> Producers.unknown(id)))
                .then(requireOtherHand(caller, id))
                .then(store.recommend(id, caller.account()))
                .switchIfEmpty(Mono.error(() -> new Refusal(ProducerReason.WRONG_STATE, id)));
    }

    /**
     * The platform's decision on a recommended one, by a third person; approval brings the applicant the role. Refused
     * with NOT_FOUND, WRONG_STATE or SAME_PERSON.
     */
    @Transactional
    public Mono<Producer> decide(Caller caller, ProducerId id, boolean approved, @Nullable String note) {
        Status to = approved ? Status.APPROVED : Status.REJECTED;
        return producers
                .find(id)
                .then(requireOtherHand(caller, id))
                .then(store.decide(id, to, caller.account(), note))
                .switchIfEmpty(Mono.error(() -> new Refusal(ProducerReason.WRONG_STATE, id)))
                .flatMap(decided -> approved ? grantApplicant(caller, id).thenReturn(decided) : Mono.just(decided));
    }

    private Mono<Void> requireOtherHand(Caller caller, ProducerId id) {
        return store.handsOf(id)
                .collectList()
                .flatMap(hands -> persons.requireOther(caller, ProducerReason.SAME_PERSON, hands));
    }

    private Mono<Void> grantApplicant(Caller caller, ProducerId id) {
        return store.applicant(id).flatMap(account -> accounts.grant(caller, account, Grant.of(Role.PRODUCER, id)));
    }
}
