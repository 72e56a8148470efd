package org.livelihood.people.household;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.kernel.WorkerId;
import org.livelihood.platform.security.Persons;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the payees: one person proposes a bank account, another confirms it. It belongs to the household. */
@Service
public class Payees {

    private final PayeeStore store;
    private final HouseholdStore households;
    private final PersonVault vault;
    private final Workplaces workplaces;
    private final Belongings belongings;
    private final Persons persons;
    private final Clock clock;

    Payees(
            PayeeStore store,
            HouseholdStore households,
            PersonVault vault,
            Workplaces workplaces,
            Belongings belongings,
            Persons persons,
            Clock clock) {
        this.store = store;
        this.households = households;
        this.vault = vault;
        this.workplaces = workplaces;
        this.belongings = belongings;
        this.persons = persons;
        this.clock = clock;
    }

    /** Proposes a member's bank account. Refused with NOT_FOUND, or PAYEE_ELSEWHERE for one of another household. */
    @Transactional
    public Mono<UUID> propose(Caller caller, HouseholdId id, MemberId member, String account) {
        return kept(caller, id)
                .then(Mono.defer(() -> store.mayBe(Party.of(id), member.value(), belongings.today())))
                .filter(may -> may)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(HouseholdReason.PAYEE_ELSEWHERE, "memberId")))
                .then(Mono.defer(() -> add(caller, Party.of(id), member.value(), account)));
    }

    /**
     * Proposes the bank account of a worker of no household, for whom nobody else is paid. Refused with NOT_FOUND, also
     * to officers in whose region she works for nobody today.
     */
    @Transactional
    public Mono<UUID> propose(Caller caller, WorkerId worker, String account) {
        return mayKeep(caller, Party.of(worker))
                .filter(may -> may)
                .flatMap(may -> vault.open(worker.value()))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.NOT_FOUND, worker)))
                .flatMap(known -> add(caller, Party.of(worker), worker.value(), account));
    }

    private Mono<UUID> add(Caller caller, Party party, UUID person, String account) {
        UUID id = Uuids.next();
        return store.add(id, party, person, account, caller.account()).thenReturn(id);
    }

    /** Confirms a proposal. Refused with PAYEE_NOT_FOUND, PAYEE_CONFIRMED, or PAYEE_SAME_PERSON to who proposed it. */
    @Transactional
    public Mono<Payee> confirm(Caller caller, UUID id) {
        return store.lock(id)
                .filterWhen(change -> mayKeep(caller, change.party()))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.PAYEE_NOT_FOUND, id)))
                .filterWhen(change -> store.mayBe(change.party(), change.person(), belongings.today()))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.PAYEE_ELSEWHERE)))
                .flatMap(change -> {
                    if (change.confirmed()) {
                        return Mono.error(() -> new Refusal(HouseholdReason.PAYEE_CONFIRMED, id));
                    }
                    return persons.requireOther(
                                    caller, HouseholdReason.PAYEE_SAME_PERSON, new AccountId(change.proposedBy()))
                            .then(store.confirm(id, caller.account(), clock.instant()))
                            .then(store.of(Set.of(change.party()), belongings.today())
                                    .single());
                });
    }

    /**
     * The payees that count today: confirmed, and of the party. A party without one is left out, also where its payee
     * has left or died since she was confirmed: what stands waits for another one.
     */
    public Flux<Payee> of(Collection<Party> parties) {
        return parties.isEmpty() ? Flux.empty() : store.of(parties, belongings.today());
    }

    /** With whom each of the parties shares its bank account, whoever pays the other. */
    public Mono<List<SharedAccount>> sharing(Collection<UUID> parties) {
        return parties.isEmpty() ? Mono.just(List.of()) : store.sharing(parties).collectList();
    }

    /** Names and account numbers by payee, for the bank and nobody else: who asks records that it was given. */
    public Mono<Map<UUID, Payee.Account>> accounts(Collection<UUID> payees) {
        return store.accounts(payees)
                .collectList()
                .flatMapIterable(rows -> rows)
                .concatMap(row -> vault.open(row.person())
                        .map(person -> Map.entry(row.payee(), new Payee.Account(person.name(), store.number(row)))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Boolean> mayKeep(Caller caller, Party party) {
        return party.kind() == Party.Kind.WORKER
                ? worksIn(caller, party.id())
                : kept(caller, new HouseholdId(party.id()))
                        .thenReturn(true)
                        .onErrorResume(Refusal.class, foreign -> Mono.just(false));
    }

    private Mono<Boolean> worksIn(Caller caller, UUID person) {
        return caller.is(Role.ADMIN)
                ? Mono.just(true)
                : workplaces.regionsOf(person, belongings.today()).any(caller::officerOf);
    }

    private Mono<Household> kept(Caller caller, HouseholdId id) {
        return households
                .find(id)
                .filter(household -> caller.is(Role.ADMIN) || caller.officerOf(household.villageCode()))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.NOT_FOUND, id)));
    }
}
