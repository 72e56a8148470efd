package org.livelihood.people.household;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Card;
import org.livelihood.people.household.Household.Member;
import org.livelihood.people.household.Household.Person;
import org.livelihood.people.household.Household.Status;
import org.livelihood.people.household.Household.StatusRecord;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the registered households. Officers keep those of their own regions. */
@Service
public class Households {

    private final HouseholdStore store;
    private final HouseholdBatchStore batches;
    private final KnownPersons persons;
    private final Newcomers newcomers;
    private final PersonVault vault;
    private final Belongings belongings;
    private final BelongingStore stays;
    private final CardStore changes;
    private final Regions regions;
    private final Clock clock;

    Households(
            HouseholdStore store,
            HouseholdBatchStore batches,
            KnownPersons persons,
            Newcomers newcomers,
            PersonVault vault,
            Belongings belongings,
            BelongingStore stays,
            CardStore changes,
            Regions regions,
            Clock clock) {
        this.store = store;
        this.batches = batches;
        this.persons = persons;
        this.newcomers = newcomers;
        this.vault = vault;
        this.belongings = belongings;
        this.stays = stays;
        this.changes = changes;
        this.regions = regions;
        this.clock = clock;
    }

    /** A person and the household she belongs to; nothing that names her. */
    public record MemberOf(MemberId member, HouseholdId household) {}

    /** Somebody in the vault: a member of a household, or of none. */
    public record KnownPerson(UUID person, Belongings.@Nullable Counted belongs) {}

    /** A household to enter with others. */
    public record NewHousehold(Card card, List<NewMember> members, List<StatusSince> statuses) {

        public NewHousehold {
            members = List.copyOf(members);
            statuses = List.copyOf(statuses);
        }
    }

    /** A household entered with others; members in the order given. */
    public record Registered(HouseholdId household, List<MemberId> members) {

        public Registered {
            members = List.copyOf(members);
        }
    }

    /** Enters a household with its first status. Refused with OTHER_REGION, REGISTRY_NO_TAKEN or a region's reason. */
    @Transactional
    public Mono<HouseholdId> register(Caller caller, Card card, Status status, LocalDate holdsFrom) {
        HouseholdId id = HouseholdId.next();
        return requireKeeper(caller, card.villageCode())
                .then(regions.requireVillage(card.villageCode()))
                .then(store.add(id, card))
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(HouseholdReason.REGISTRY_NO_TAKEN, "registryNo")))
                .then(store.addStatus(id, status, holdsFrom, caller.account()))
                .thenReturn(id);
    }

    /**
     * Enters many households of one village with members and statuses: all of them or none. Refused as one by one, with
     * OTHER_REGION, REGISTRY_NO_TAKEN, PERSON_ELSEWHERE, PERSON_NAME_DIFFERS or a region's reason.
     */
    @Transactional
    public Mono<List<Registered>> registerAll(Caller caller, String villageCode, List<NewHousehold> drafts) {
        List<HouseholdBatchStore.Row> rows = new ArrayList<>();
        List<HouseholdBatchStore.StatusRow> statuses = new ArrayList<>();
        List<Newcomers.Newcomer> members = new ArrayList<>();
        for (NewHousehold draft : drafts) {
            if (!draft.card().villageCode().equals(villageCode)) {
                String other = draft.card().villageCode();
                return Mono.error(() -> new Refusal(HouseholdReason.OTHER_REGION, other));
            }
            HouseholdId id = HouseholdId.next();
            rows.add(new HouseholdBatchStore.Row(id, draft.card()));
            draft.statuses().forEach(status -> statuses.add(new HouseholdBatchStore.StatusRow(id.value(), status)));
            draft.members().forEach(member -> members.add(new Newcomers.Newcomer(id, member)));
        }
        return requireKeeper(caller, villageCode)
                .then(regions.requireVillage(villageCode))
                .then(batches.add(rows))
                .filter(added -> added == rows.size())
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(HouseholdReason.REGISTRY_NO_TAKEN, "registryNo")))
                .then(newcomers.enter(members, Joining.ENTERED, caller.account()))
                .delayUntil(entered -> batches.addStatuses(statuses, caller.account()))
                .map(entered -> Newcomers.byHousehold(members, entered))
                .map(entered -> rows.stream()
                        .map(row -> new Registered(row.id(), entered.getOrDefault(row.id(), List.of())))
                        .toList());
    }

    /** Records since when a status holds; what was recorded before stays. */
    @Transactional
    public Mono<Void> addStatus(Caller caller, HouseholdId id, Status status, LocalDate holdsFrom) {
        return kept(caller, id).then(store.addStatus(id, status, holdsFrom, caller.account()));
    }

    /** The status that held on a day, as it was known at a time (null for now); empty before the first one. */
    public Mono<StatusRecord> statusOn(HouseholdId id, LocalDate day, @Nullable Instant knownAt) {
        return store.statusOn(id, day, knownAt == null ? clock.instant().plusSeconds(1) : knownAt);
    }

    public Mono<List<StatusRecord>> statuses(Caller caller, HouseholdId id) {
        return seen(caller, id).thenMany(store.statuses(id)).collectList();
    }

    /** The card. Auditors see every one, officers those of their regions; the others find none. */
    public Mono<Household> get(Caller caller, HouseholdId id) {
        return seen(caller, id);
    }

    /**
     * Households of a region with all below it, village by village; auditors of any, officers of theirs.
     *
     * @param registryNo the one household with this number in the registry
     * @throws Refusal OTHER_REGION, or as {@link Regions#get}
     */
    public Mono<Page<Household>> list(
            Caller caller, String region, @Nullable String registryNo, @Nullable Cursor after, int limit) {
        Mono<Void> may = caller.is(Role.AUDITOR) ? Mono.empty() : requireKeeper(caller, region);
        return may.then(regions.get(region))
                .thenMany(Flux.defer(() -> store.list(region, registryNo, after, limit + 1)))
                .collectList()
                .map(rows -> Page.of(
                        rows,
                        limit,
                        row -> Cursor.of(
                                Long.parseLong(row.villageCode()), row.id().value())));
    }

    /** Members with masked names and numbers. */
    public Mono<List<Member>> members(Caller caller, HouseholdId id) {
        return seen(caller, id)
                .thenMany(Flux.defer(() -> store.members(id, belongings.today())))
                .collectList()
                .flatMapIterable(members -> members)
                .concatMap(vault::masked)
                .collectList();
    }

    /** The household of a registry number, for its keepers. */
    public Mono<Household> byRegistryNo(Caller caller, String registryNo) {
        return store.byRegistryNo(registryNo)
                .filter(household -> isKeeper(caller, household.villageCode()) || caller.is(Role.AUDITOR))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.NOT_FOUND, registryNo)));
    }

    /** Waits until nobody else finds or enters the household of a registry number: what stands then is what counts. */
    Mono<Void> awaitTurn(String registryNo) {
        return store.awaitTurn(registryNo);
    }

    /** Who is known by an ID number and where she belongs today; empty when nobody is. */
    public Mono<KnownPerson> find(IdNumber number) {
        return vault.findAll(List.of(number))
                .mapNotNull(found -> found.get(number.text()))
                .flatMap(found -> known(found.person()));
    }

    /** Who is known by the number, and is named so. Empty when nobody is; refused with PERSON_NAME_DIFFERS. */
    public Mono<KnownPerson> find(Person person) {
        return persons.find(person).flatMap(this::known);
    }

    /** The person of an ID number, entered as one of no household when she is new. Refused with PERSON_NAME_DIFFERS. */
    @Transactional
    public Mono<KnownPerson> findOrAdd(Person person) {
        return persons.findOrAdd(person).flatMap(found -> known(found.id()));
    }

    private Mono<KnownPerson> known(UUID person) {
        return belongings
                .countedOn(List.of(person), belongings.today())
                .map(found -> new KnownPerson(person, found.get(person)));
    }

    /** The known ones among these members who belong to a household today. */
    public Flux<MemberOf> membersOf(Collection<MemberId> members) {
        return belongings
                .countedOn(members.stream().map(MemberId::value).toList(), belongings.today())
                .flatMapIterable(Map::entrySet)
                .map(found -> new MemberOf(
                        new MemberId(found.getKey()), found.getValue().household()));
    }

    /** A member's data unmasked; who saw it and why is recorded with it. Refused with MEMBER_NOT_FOUND. */
    @Transactional
    public Mono<Person> unmask(Caller caller, MemberId member, String reason) {
        return stays.last(member.value())
                .filterWhen(stay -> keeps(caller, stay.household()))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.MEMBER_NOT_FOUND, member)))
                .flatMap(stay -> store.recordUnmasking(member, caller.account(), reason))
                .then(vault.open(member.value()));
    }

    /** Whether the caller keeps the household. */
    public Mono<Boolean> keeps(Caller caller, HouseholdId id) {
        return store.find(id).map(household -> isKeeper(caller, household.villageCode()));
    }

    /**
     * The card, for its keeper, while nobody else changes it. Refused with NOT_FOUND, or MERGED_ALREADY where another
     * household has taken it over.
     */
    Mono<Household> changing(Caller caller, HouseholdId id) {
        return kept(caller, id)
                .then(Mono.defer(() -> store.lock(id)))
                .filterWhen(household -> changes.isMerged(id).map(merged -> !merged))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.MERGED_ALREADY, id)));
    }

    private Mono<Household> seen(Caller caller, HouseholdId id) {
        return store.find(id)
                .filter(household -> isKeeper(caller, household.villageCode()) || caller.is(Role.AUDITOR))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.NOT_FOUND, id)));
    }

    private Mono<Household> kept(Caller caller, HouseholdId id) {
        return store.find(id)
                .filter(household -> isKeeper(caller, household.villageCode()))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.NOT_FOUND, id)));
    }

    private static Mono<Void> requireKeeper(Caller caller, String villageCode) {
        return isKeeper(caller, villageCode)
                ? Mono.empty()
                : Mono.error(() -> new Refusal(HouseholdReason.OTHER_REGION, villageCode));
    }

    private static boolean isKeeper(Caller caller, String villageCode) {
        return caller.is(Role.ADMIN) || caller.officerOf(villageCode);
    }
}
