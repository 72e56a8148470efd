package org.livelihood.sale.live;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Accounts;
import org.livelihood.platform.security.Persons;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who hosts: people who work for the producer or agreed to a session; officials by an officer's word. */
@Service
class Hosts {

    private final HostStore store;
    private final Accounts accounts;
    private final Persons persons;
    private final Regions regions;
    private final Clock clock;

    Hosts(HostStore store, Accounts accounts, Persons persons, Regions regions, Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.persons = persons;
        this.regions = regions;
        this.clock = clock;
    }

    /** Completes for an account that there is, and for the caller's own. Refused with HOST_UNKNOWN. */
    Mono<Void> requireKnown(Caller caller, AccountId host) {
        return caller.account().equals(host)
                ? Mono.empty()
                : accounts.find(host)
                        .onErrorMap(Refusal.class, unknown -> Refusal.ofField(LiveReason.HOST_UNKNOWN, "hostId"))
                        .then();
    }

    /**
     * Whether a host is an official at a time, as an officer has said. Refused with NOT_OFFICIAL where the plan claims
     * what nobody has said; what was said counts also where the plan is silent.
     */
    Mono<Boolean> isOfficial(AccountId host, Instant at, boolean claimed) {
        return store.holds(host, ChinaTime.dayOf(at))
                .flatMap(holds -> claimed && !holds
                        ? Mono.error(() -> Refusal.ofField(LiveReason.NOT_OFFICIAL, "official"))
                        : Mono.just(holds));
    }

    /** Completes where the host starts herself, works for the producer, or agreed. Refused with HOST_NOT_AGREED. */
    Mono<Void> requireWilling(Caller caller, Session session) {
        return caller.account().equals(session.host())
                ? Mono.empty()
                : agreed(session)
                        .filterWhen(agreed -> agreed ? Mono.just(true) : works(session))
                        .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.HOST_NOT_AGREED, session.id())))
                        .then();
    }

    private Mono<Boolean> works(Session session) {
        return accounts.find(session.host())
                .map(host -> host.actsFor(session.producer(), Role.HOST, Role.PRODUCER))
                .onErrorResume(Refusal.class, unknown -> Mono.just(false));
    }

    /** Whether the session's host gave her word for it. */
    Mono<Boolean> agreed(Session session) {
        return store.agreed(session.producer(), session.id(), session.host());
    }

    /** The host gives her word; for others the session does not exist. */
    @Transactional
    public Mono<Session> agree(Caller caller, Session session) {
        return caller.account().equals(session.host())
                ? store.agree(session.producer(), session.id(), session.host(), clock.instant())
                        .thenReturn(session)
                : Mono.error(() -> new Refusal(LiveReason.NOT_FOUND, session.id()));
    }

    /**
     * Records who holds an office: an officer of the region, or the platform, about somebody else. Refused with
     * OFFICIAL_DAYS, OFFICIAL_TAKEN, SAME_PERSON, or as regions and accounts are.
     */
    @Transactional
    public Mono<Official> record(Caller caller, Official official) {
        LocalDate until = official.until();
        if (until != null && until.isBefore(official.from())) {
            return Mono.error(() -> Refusal.ofField(LiveReason.OFFICIAL_DAYS, "until"));
        }
        return requireKeeper(caller, official)
                .then(regions.get(official.regionCode()))
                .then(requireKnown(caller, official.account()))
                .then(persons.requireOther(caller, LiveReason.SAME_PERSON, official.account()))
                .then(Mono.defer(() -> store.add(official, caller.account())))
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.OFFICIAL_TAKEN)))
                .thenReturn(official);
    }

    /** Ends an office with its last day. Refused with OFFICIAL_NOT_FOUND or OFFICIAL_DAYS. */
    @Transactional
    public Mono<Official> end(Caller caller, UUID id, LocalDate until) {
        return store.find(id)
                .filterWhen(official -> requireKeeper(caller, official)
                        .thenReturn(true)
                        .onErrorResume(Refusal.class, foreign -> Mono.just(false)))
                .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.OFFICIAL_NOT_FOUND, id)))
                .flatMap(official -> store.end(id, until, caller.account(), clock.instant()))
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(LiveReason.OFFICIAL_DAYS, "until")));
    }

    /** The offices of an account that the caller may see: of her own regions, all to auditors and the platform. */
    Flux<Official> offices(Caller caller, AccountId account) {
        return store.of(account)
                .filter(official -> caller.isAny(Role.ADMIN, Role.AUDITOR) || caller.officerOf(official.regionCode()));
    }

    private static Mono<Void> requireKeeper(Caller caller, Official official) {
        return caller.is(Role.ADMIN) || caller.officerOf(official.regionCode())
                ? Mono.empty()
                : Mono.error(() -> Refusal.ofField(LiveReason.OFFICE_ELSEWHERE, "regionCode"));
    }

    /** A host's own session, whether she works for its producer or gave her word. */
    Mono<Boolean> isHost(Caller caller, Session session) {
        if (!caller.account().equals(session.host())) {
            return Mono.just(false);
        }
        return caller.actsFor(session.producer(), Role.HOST) ? Mono.just(true) : agreed(session);
    }
}
