package org.livelihood.people.producer;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.people.household.Belongings;
import org.livelihood.people.household.Belongings.Counted;
import org.livelihood.people.producer.Producer.Membership;
import org.livelihood.people.producer.Producer.Roster;
import org.livelihood.people.producer.Producer.Stands;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who stands to a producer on a day, and to whom each of them belongs that day. */
@Component
class Rosters {

    private final MembershipStore store;
    private final Belongings belongings;

    Rosters(MembershipStore store, Belongings belongings) {
        this.store = store;
        this.belongings = belongings;
    }

    /** Enters memberships, all or none. Refused with MEMBERSHIP_TAKEN and the one that stands on one of their days. */
    Mono<Void> enter(ProducerId producer, List<Membership> added) {
        return store.awaitTurn(producer, added.stream().map(Membership::person).toList())
                .then(Mono.defer(() -> store.standing(producer, added)))
                .flatMap(standing -> Mono.<Void>error(() -> taken(standing)))
                .then(Mono.defer(() -> store.add(producer, added)));
    }

    private static Refusal taken(Membership standing) {
        return new Refusal(ProducerReason.MEMBERSHIP_TAKEN, standing.from());
    }

    Flux<Membership> on(ProducerId producer, LocalDate day) {
        return store.on(producer, day, null, Integer.MAX_VALUE);
    }

    Mono<Set<Party>> partiesOn(ProducerId producer, LocalDate day) {
        return on(producer, day)
                .map(Membership::person)
                .collect(Collectors.toSet())
                .flatMap(persons -> belongings.partiesOn(persons, day))
                .map(parties -> Set.copyOf(parties.values()));
    }

    Mono<Map<Party, Set<UUID>>> workersBetween(ProducerId producer, LocalDate from, LocalDate to) {
        return store.worked(producer, from, to).flatMap(belongings::personsOf);
    }

    /** @param contractMonths how long a contract counts */
    Mono<Roster> countOn(ProducerId producer, LocalDate day, int contractMonths) {
        return on(producer, day)
                .filter(membership -> membership.kind() == Stands.WORKER)
                .collect(Collectors.toMap(Membership::person, Membership::contractMonths, Math::max))
                .zipWhen(workers -> belongings.countedOn(workers.keySet(), day))
                .map(both -> count(day, both.getT1(), both.getT2(), contractMonths));
    }

    private static Roster count(
            LocalDate day, Map<UUID, Integer> workers, Map<UUID, Counted> belongs, int contractMonths) {
        List<UUID> poor = registered(workers.keySet(), belongs);
        long withContract = poor.stream()
                .filter(person -> workers.getOrDefault(person, 0) >= contractMonths)
                .count();
        return Roster.of(day, workers.size(), poor.size(), Math.toIntExact(withContract));
    }

    private static List<UUID> registered(Collection<UUID> persons, Map<UUID, Counted> belongs) {
        return persons.stream()
                .filter(person -> {
                    Counted counted = belongs.get(person);
                    return counted != null && counted.registered();
                })
                .toList();
    }
}
