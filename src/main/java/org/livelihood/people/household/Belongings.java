package org.livelihood.people.household;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.WorkerId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Face of the one question that all ask who give money or count heads: to whom does this person belong on that day, and
 * what is she. Who a person is never changes; where she belongs is dated ({@link Members}).
 *
 * <p>Money never depends on a household's status: it goes to the household of the day ({@link #partiesOn}), or to a
 * person of no household herself. Status decides only who is counted ({@link #countedOn}).
 */
@Service
public class Belongings {

    private final BelongingStore store;
    private final Clock clock;

    Belongings(BelongingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A person on a day. */
    public record Worked(UUID person, LocalDate day) {}

    /** A person from one day to another, both included. */
    public record Stretch(UUID person, LocalDate from, LocalDate to) {}

    /**
     * To whom somebody belongs on a day who is a member.
     *
     * @param registered whether the household counts that day: a status in force other than RISK_CLEARED
     */
    public record Counted(HouseholdId household, boolean registered) {}

    /** This day in China. */
    public LocalDate today() {
        return ChinaTime.dayOf(clock.instant());
    }

    /**
     * Whose income each of these persons earns on the day: that of the household she belongs to, after her death that
     * of her last one, and her own where she is of none.
     */
    public Mono<Map<UUID, Party>> partiesOn(Collection<UUID> persons, LocalDate day) {
        return parties(persons.stream().map(person -> new Worked(person, day)).collect(Collectors.toSet()))
                .map(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().person(), Map.Entry::getValue)));
    }

    /** As {@link #partiesOn}, of one person. */
    public Mono<Party> partyOn(UUID person, LocalDate day) {
        return partiesOn(Set.of(person), day).map(found -> partyOf(found, person));
    }

    private static Party partyOf(Map<UUID, Party> found, UUID person) {
        return found.getOrDefault(person, Party.of(new WorkerId(person)));
    }

    /** As {@link #partiesOn}, each person on a day of her own. */
    public Mono<Map<Worked, Party>> parties(Collection<Worked> worked) {
        return worked.isEmpty() ? Mono.just(Map.of()) : store.earners(List.copyOf(worked));
    }

    /** The members among these persons on the day, each with her household. */
    public Mono<Map<UUID, Counted>> countedOn(Collection<UUID> persons, LocalDate day) {
        return persons.isEmpty() ? Mono.just(Map.of()) : store.counted(persons, day);
    }

    /** Which persons of each household these are, and which workers of none, over all their days. */
    public Mono<Map<Party, Set<UUID>>> personsOf(Collection<Stretch> stretches) {
        return stretches.isEmpty() ? Mono.just(Map.of()) : store.personsOf(List.copyOf(stretches));
    }

    /** Into which party each of these has been merged by the day, itself where into none. */
    public Mono<Map<Party, Party>> successorsOn(Collection<Party> parties, LocalDate day) {
        return Flux.fromIterable(Set.copyOf(parties))
                .filter(party -> party.kind() == Party.Kind.HOUSEHOLD || party.kind() == Party.Kind.WORKER)
                .concatMap(party -> successorOn(party, day).map(now -> Map.entry(party, now)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(found -> parties.stream()
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), party -> found.getOrDefault(party, party))));
    }

    private Mono<Party> successorOn(Party party, LocalDate day) {
        return party.kind() == Party.Kind.WORKER
                ? partyOn(party.id(), day)
                : store.successor(new HouseholdId(party.id()), day).map(Party::of);
    }
}
