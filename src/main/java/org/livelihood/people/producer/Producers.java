package org.livelihood.people.producer;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Person;
import org.livelihood.people.household.HouseholdReason;
import org.livelihood.people.household.Households;
import org.livelihood.people.producer.Producer.Membership;
import org.livelihood.people.producer.Producer.Recognition;
import org.livelihood.people.producer.Producer.Rule;
import org.livelihood.people.producer.Producer.Stands;
import org.livelihood.people.producer.Producer.Status;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.security.Persons;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the producers: who they are, who stands to them, and who may read and decide about them. */
@Service
public class Producers {

    private final ProducerStore store;
    private final MembershipStore memberships;
    private final Rosters rosters;
    private final Households households;
    private final Regions regions;
    private final Persons persons;

    Producers(
            ProducerStore store,
            MembershipStore memberships,
            Rosters rosters,
            Households households,
            Regions regions,
            Persons persons) {
        this.store = store;
        this.memberships = memberships;
        this.rosters = rosters;
        this.households = households;
        this.regions = regions;
        this.persons = persons;
    }

    /** An approved producer is everybody's to see; before that only those see it who deal with it. */
    public Mono<Producer> get(@Nullable Caller caller, ProducerId id) {
        return find(id).filter(
                        producer -> producer.status() == Status.APPROVED || caller != null && deals(caller, producer))
                .switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    private static boolean deals(Caller caller, Producer producer) {
        return caller.isAny(Role.ADMIN, Role.AUDITOR)
                || caller.officerOf(producer.regionCode())
                || caller.actsFor(producer.id(), Role.PRODUCER, Role.HOST);
    }

    /** Approved producers, or those in another state for who decides on them. */
    public Mono<Page<Producer>> list(Status status, @Nullable Cursor after, int limit) {
        return store.list(status, after, limit + 1)
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id().value())));
    }

    /** Completes when the producer is approved to sell; refused with NOT_FOUND or NOT_APPROVED. */
    public Mono<Void> requireApproved(ProducerId producer) {
        return find(producer)
                .filter(found -> found.status() == Status.APPROVED)
                .switchIfEmpty(Mono.error(() -> new Refusal(ProducerReason.NOT_APPROVED, producer)))
                .then();
    }

    /** Completes when the caller acts for the producer; to others it does not exist. */
    public Mono<Void> requireOwn(Caller caller, ProducerId producer, Role... roles) {
        return caller.is(Role.ADMIN) || caller.actsFor(producer, roles)
                ? Mono.empty()
                : Mono.error(() -> unknown(producer));
    }

    /** Completes for who may read what the producer recorded: itself, auditors, officers of its region. */
    public Mono<Void> requireReader(Caller caller, ProducerId producer, Role... own) {
        return caller.is(Role.AUDITOR) ? Mono.empty() : requireOfficer(caller, producer, own);
    }

    /** Completes for officers of the producer's region, the platform, and itself in one of these roles. */
    public Mono<Void> requireOfficer(Caller caller, ProducerId producer, Role... own) {
        return find(producer)
                .flatMap(found ->
                        caller.officerOf(found.regionCode()) ? Mono.<Void>empty() : requireOwn(caller, producer, own));
    }

    /**
     * Completes for who decides about the producer's money: an officer of its region or the platform, who is not of the
     * producer herself. Refused with NOT_FOUND or OWN_PRODUCER.
     */
    public Mono<Void> requireDecider(Caller caller, ProducerId producer) {
        return requireOutsider(caller, producer).then(requireOfficer(caller, producer));
    }

    /** Completes for who does not act for the producer, whatever other hats she has. Refused with OWN_PRODUCER. */
    public Mono<Void> requireOutsider(Caller caller, ProducerId producer) {
        return persons.actFor(caller, producer)
                .filter(acts -> acts)
                .flatMap(acts -> Mono.error(() -> new Refusal(ProducerReason.OWN_PRODUCER)));
    }

    /**
     * Enters how a person stands to the producer. She is found by her ID number, and entered when she is new. Refused
     * with MEMBERSHIP_TAKEN where she stands so on one of these days, PERIOD_BACKWARDS, or PERSON_NAME_DIFFERS.
     */
    @Transactional
    public Mono<Membership> enter(
            Caller caller,
            ProducerId producer,
            Person person,
            Stands kind,
            LocalDate from,
            @Nullable LocalDate until,
            int contractMonths) {
        return requireOwn(caller, producer, Role.PRODUCER)
                .then(find(producer))
                .then(Mono.fromRunnable(() -> requireInOrder(from, until)))
                .then(Mono.defer(() -> households.findOrAdd(person)))
                .map(known -> new Membership(Uuids.next(), known.person(), kind, from, until, contractMonths))
                .delayUntil(membership -> rosters.enter(producer, List.of(membership)));
    }

    private static void requireInOrder(LocalDate from, @Nullable LocalDate until) {
        if (until != null && until.isBefore(from)) {
            throw Refusal.ofField(ProducerReason.PERIOD_BACKWARDS, "until");
        }
    }

    /** Enters how members of registered households stand to the producer, all alike: all of them or none. */
    @Transactional
    public Mono<Integer> enterAll(
            Caller caller,
            ProducerId producer,
            Collection<MemberId> members,
            Stands kind,
            LocalDate from,
            int contractMonths) {
        return requireOwn(caller, producer, Role.PRODUCER)
                .then(find(producer))
                .then(households.membersOf(members).collectList())
                .doOnNext(known -> requireKnown(members, known))
                .map(known -> known.stream()
                        .map(row ->
                                new Membership(Uuids.next(), row.member().value(), kind, from, null, contractMonths))
                        .toList())
                .delayUntil(added -> rosters.enter(producer, added))
                .map(List::size);
    }

    private static void requireKnown(Collection<MemberId> members, List<Households.MemberOf> known) {
        Set<MemberId> found = known.stream().map(Households.MemberOf::member).collect(Collectors.toSet());
        for (MemberId member : members) {
            if (!found.contains(member)) {
                throw new Refusal(HouseholdReason.MEMBER_NOT_FOUND, member);
            }
        }
    }

    /** Ends a membership. Refused with MEMBER_NOT_FOUND. */
    @Transactional
    public Mono<Void> end(Caller caller, ProducerId producer, UUID membership, LocalDate until) {
        return requireOwn(caller, producer, Role.PRODUCER)
                .then(memberships.end(producer, membership, until))
                .filter(ended -> ended)
                .switchIfEmpty(Mono.error(() -> new Refusal(ProducerReason.MEMBER_NOT_FOUND, membership)))
                .then();
    }

    /** Memberships that hold on a day. */
    public Mono<Page<Membership>> memberships(
            Caller caller, ProducerId producer, LocalDate day, @Nullable Cursor after, int limit) {
        return get(caller, producer)
                .filter(found -> deals(caller, found))
                .switchIfEmpty(Mono.error(() -> unknown(producer)))
                .thenMany(memberships.on(producer, day, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id())));
    }

    /** Those who stand to the producer on a day through persons: households of that day, and workers of none. */
    public Mono<Set<Party>> partiesOn(ProducerId producer, LocalDate day) {
        return rosters.partiesOn(producer, day);
    }

    /** All memberships that hold on a day. */
    public Flux<Membership> membershipsOn(ProducerId producer, LocalDate day) {
        return rosters.on(producer, day);
    }

    /** Who worked for the producer on any of these days: persons of each household, or the worker of none. */
    public Mono<Map<Party, Set<UUID>>> workersBetween(ProducerId producer, LocalDate from, LocalDate to) {
        return rosters.workersBetween(producer, from, to);
    }

    /** Whether the producer counts as a workshop on a day, by its region's rule. Refused with NO_RULE. */
    public Mono<Recognition> recognition(ProducerId producer, LocalDate day) {
        return find(producer)
                .flatMap(found -> store.rule(found.regionCode(), day))
                .switchIfEmpty(Mono.error(() -> new Refusal(ProducerReason.NO_RULE, producer)))
                .flatMap(rule -> rosters.countOn(producer, day, rule.minContractMonths())
                        .map(roster -> new Recognition(rule, roster, rule.isMetBy(roster))));
    }

    @Transactional
    public Mono<Rule> putRule(Rule rule) {
        return regions.get(rule.regionCode()).then(store.putRule(rule)).thenReturn(rule);
    }

    /** Records since when the producer works, or stands still. */
    @Transactional
    public Mono<Void> recordOperation(Caller caller, ProducerId producer, LocalDate from, boolean operating) {
        return requireOwn(caller, producer, Role.PRODUCER)
                .then(find(producer))
                .then(store.addOperation(producer, from, operating));
    }

    /** A producer in whatever state. Refused with NOT_FOUND. */
    Mono<Producer> find(ProducerId id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    static boolean isUnknown(Throwable error) {
        return error instanceof Refusal refusal && refusal.reason() == ProducerReason.NOT_FOUND;
    }

    static Refusal unknown(ProducerId id) {
        return new Refusal(ProducerReason.NOT_FOUND, id);
    }
}
