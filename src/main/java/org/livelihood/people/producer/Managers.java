package org.livelihood.people.producer;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Person;
import org.livelihood.people.household.Households;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.security.Accounts;
import org.livelihood.platform.security.Persons;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Who runs which producer, as persons of the vault: no household's money from that producer goes to them.
 *
 * <p>The producer says so and the person agrees, or an officer says so; before that it counts for nothing, so that
 * nobody can hold up another's money by a word.
 */
@Service
public class Managers {

    private static final UUID FIRST = new UUID(0, 0);

    private final ManagerStore store;
    private final Producers producers;
    private final Households households;
    private final Accounts accounts;
    private final Persons persons;
    private final Clock clock;

    Managers(
            ManagerStore store,
            Producers producers,
            Households households,
            Accounts accounts,
            Persons persons,
            Clock clock) {
        this.store = store;
        this.producers = producers;
        this.households = households;
        this.accounts = accounts;
        this.persons = persons;
        this.clock = clock;
    }

    /**
     * Enters a manager, found by her ID number; what stands for some of these days is returned as it is. Entered by an
     * officer it counts at once, by the producer when it is confirmed.
     */
    @Transactional
    public Mono<Mandate> enter(
            Caller caller, ProducerId producer, Person person, @Nullable LocalDate from, @Nullable LocalDate until) {
        LocalDate begin = from == null ? today() : from;
        if (until != null && until.isBefore(begin)) {
            return Mono.error(() -> Refusal.ofField(ProducerReason.MANAGER_DAYS, "until"));
        }
        return producers
                .requireOfficer(caller, producer, Role.PRODUCER)
                .then(store.lock(producer))
                .then(Mono.defer(() -> households.findOrAdd(person)))
                .flatMap(known -> store.overlapping(producer, known.person(), begin, until)
                        .switchIfEmpty(Mono.defer(() -> add(caller, producer, known.person(), begin, until))))
                .flatMap(manager ->
                        isOutsider(caller, producer) ? confirmed(caller, producer, manager) : Mono.just(manager));
    }

    private Mono<Mandate> add(
            Caller caller, ProducerId producer, UUID person, LocalDate from, @Nullable LocalDate until) {
        Mandate manager = new Mandate(Uuids.next(), person, from, until, null, null);
        return store.add(producer, manager, caller.account()).thenReturn(manager);
    }

    private static boolean isOutsider(Caller caller, ProducerId producer) {
        return !caller.actsFor(producer, Role.PRODUCER, Role.HOST);
    }

    private Mono<Mandate> confirmed(Caller caller, ProducerId producer, Mandate manager) {
        return store.confirm(producer, manager.id(), caller.account(), clock.instant())
                .defaultIfEmpty(manager);
    }

    /**
     * From now on she counts as a manager: by her own word, with an account that is known to be hers, or by another
     * officer's. Refused with MANAGER_NOT_FOUND, MANAGER_DECIDED, SAME_PERSON or OWN_PRODUCER.
     */
    @Transactional
    public Mono<Mandate> confirm(Caller caller, ProducerId producer, UUID id) {
        return find(producer, id)
                .filterWhen(manager -> persons.is(caller.account(), manager.person()))
                .switchIfEmpty(Mono.defer(() -> decidable(caller, producer, id)))
                .flatMap(manager -> store.confirm(producer, id, caller.account(), clock.instant()))
                .switchIfEmpty(Mono.error(() -> new Refusal(ProducerReason.MANAGER_DECIDED, id)));
    }

    private Mono<Mandate> decidable(Caller caller, ProducerId producer, UUID id) {
        return producers
                .requireDecider(caller, producer)
                .then(store.recordedBy(producer, id))
                .delayUntil(by -> persons.requireOther(caller, ProducerReason.MANAGER_SAME_PERSON, by))
                .then(find(producer, id))
                .onErrorMap(Producers::isUnknown, foreign -> unknown(id));
    }

    /**
     * Ends it, with the last day and a reason: she herself or the producer from today on, an officer on any day.
     * Refused with MANAGER_NOT_FOUND, MANAGER_DAYS or MANAGER_DECIDED.
     */
    @Transactional
    public Mono<Mandate> end(Caller caller, ProducerId producer, UUID id, LocalDate until, String reason) {
        return find(producer, id)
                .delayUntil(manager -> requireMayEnd(caller, producer, manager, until))
                .flatMap(manager -> until.isBefore(manager.from())
                        ? Mono.error(() -> Refusal.ofField(ProducerReason.MANAGER_DAYS, "until"))
                        : store.end(producer, id, until, reason, caller.account(), clock.instant()))
                .switchIfEmpty(Mono.error(() -> new Refusal(ProducerReason.MANAGER_DECIDED, id)));
    }

    private Mono<Void> requireMayEnd(Caller caller, ProducerId producer, Mandate manager, LocalDate until) {
        Mono<Void> fromToday = requireFromToday(until);
        Mono<Void> byOffice = producers
                .requireOfficer(caller, producer, Role.PRODUCER)
                .onErrorMap(Producers::isUnknown, foreign -> unknown(manager.id()))
                .then(isOutsider(caller, producer) ? Mono.empty() : fromToday);
        return persons.is(caller.account(), manager.person()).flatMap(own -> own ? fromToday : byOffice);
    }

    private Mono<Void> requireFromToday(LocalDate until) {
        return until.isBefore(today())
                ? Mono.error(() -> Refusal.ofField(ProducerReason.MANAGER_DAYS, "until"))
                : Mono.empty();
    }

    /**
     * Records whose account it is, by her ID number. Refused with UNKNOWN_ACCOUNT or as {@link Persons#identify} is.
     */
    @Transactional
    public Mono<Void> identify(Caller caller, AccountId account, Person person) {
        return accounts.find(account)
                .then(households.findOrAdd(person))
                .flatMap(known -> persons.identify(caller, account, known.person()));
    }

    /** Who runs or ran the producer, in the order in which they were entered. */
    public Mono<Page<Mandate>> list(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return producers
                .requireReader(caller, producer, Role.PRODUCER)
                .thenMany(store.list(producer, after == null ? FIRST : after.id(), limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id())));
    }

    /** Those of the persons who run this very producer today, as confirmed. */
    public Mono<Set<UUID>> among(ProducerId producer, Collection<UUID> candidates) {
        return candidates.isEmpty() ? Mono.just(Set.of()) : store.among(producer, candidates, today());
    }

    private Mono<Mandate> find(ProducerId producer, UUID id) {
        return store.find(producer, id).switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    private static Refusal unknown(UUID id) {
        return new Refusal(ProducerReason.MANAGER_NOT_FOUND, id);
    }

    private LocalDate today() {
        return ChinaTime.dayOf(clock.instant());
    }
}
