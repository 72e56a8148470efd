package org.livelihood.goods.agreement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Face of the benefit agreements. A version is written once; activating it brings it into force, and from its first day
 * on it stands in place of the versions before it.
 */
@Service
public class Agreements {

    private final AgreementStore store;
    private final Producers producers;
    private final Clock clock;

    Agreements(AgreementStore store, Producers producers, Clock clock) {
        this.store = store;
        this.producers = producers;
        this.clock = clock;
    }

    /**
     * A new agreement with its first version, not yet in force. Refused with NOT_LINKED where its terms name somebody
     * who does not stand to the producer on its first day.
     */
    @Transactional
    public Mono<AgreementVersion> draw(Caller caller, ProducerId producer, String title, AgreementDraft draft) {
        AgreementId id = AgreementId.next();
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(producers.requireApproved(producer))
                .then(requireLinked(producer, draft))
                .then(store.add(producer, id, title))
                .then(store.addVersion(producer, id, draft, caller.account()));
    }

    /** The next version of an agreement, not yet in force. Refused with NOT_FOUND or NOT_LINKED. */
    @Transactional
    public Mono<AgreementVersion> amend(Caller caller, ProducerId producer, AgreementId id, AgreementDraft draft) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(require(producer, id))
                .then(requireLinked(producer, draft))
                .then(store.awaitTurn(producer, id))
                .then(store.addVersion(producer, id, draft, caller.account()));
    }

    /** A household that the terms name must stand to the producer: another could never be paid by it. */
    private Mono<Void> requireLinked(ProducerId producer, AgreementDraft draft) {
        Set<Party> named = draft.terms().named();
        return producers
                .partiesOn(producer, draft.from())
                .flatMapIterable(linked ->
                        named.stream().filter(party -> !linked.contains(party)).toList())
                .next()
                .flatMap(stranger -> Mono.error(
                        () -> Refusal.ofField(AgreementReason.NOT_LINKED, "terms", stranger.id(), draft.from())));
    }

    /**
     * Brings a version into force: from then on it is a record. The first one of an agreement may have begun before,
     * the ones after it hold from today on at the earliest. Refused with ALREADY_IN_FORCE, STARTS_TOO_EARLY or
     * STARTS_IN_THE_PAST.
     */
    @Transactional
    public Mono<AgreementVersion> activate(Caller caller, ProducerId producer, AgreementId id, int version) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(require(producer, id))
                .then(store.awaitTurn(producer, id))
                .then(version(producer, id, version))
                .flatMap(found -> requireAfterOthers(found)
                        .then(store.activate(producer, id, version, caller.account()))
                        .thenReturn(found))
                .onErrorMap(
                        DuplicateKeyException.class, twice -> new Refusal(AgreementReason.ALREADY_IN_FORCE, version));
    }

    private Mono<Void> requireAfterOthers(AgreementVersion version) {
        LocalDate today = ChinaTime.dayOf(clock.instant());
        return store.latestStart(version.producer(), version.id()).flatMap(latest -> {
            if (!version.from().isAfter(latest)) {
                return Mono.error(() -> new Refusal(AgreementReason.STARTS_TOO_EARLY, latest));
            }
            return version.from().isBefore(today)
                    ? Mono.error(() -> new Refusal(AgreementReason.STARTS_IN_THE_PAST, today))
                    : Mono.empty();
        });
    }

    /** The version that was in force on the day; refused with NOT_IN_FORCE when there is none. */
    public Mono<AgreementVersion> inForce(ProducerId producer, AgreementId agreement, LocalDate day) {
        return store.inForce(producer, agreement, day)
                .switchIfEmpty(Mono.error(() -> new Refusal(AgreementReason.NOT_IN_FORCE, agreement, day)));
    }

    /** A frozen version, as a sealed lot names it. Refused with NOT_FOUND. */
    public Mono<AgreementVersion> version(ProducerId producer, AgreementId agreement, int version) {
        return store.version(producer, agreement, version)
                .switchIfEmpty(Mono.error(() -> new Refusal(AgreementReason.NOT_FOUND, agreement)));
    }

    /** All versions of a producer's agreements, for itself and for those who check it in its region. */
    public Mono<List<ListedAgreement>> list(Caller caller, ProducerId producer) {
        return producers
                .requireReader(caller, producer, Role.PRODUCER, Role.HOST)
                .thenMany(store.list(producer))
                .collectList();
    }

    /** Completes when the producer has the agreement. Refused with NOT_FOUND. */
    public Mono<Void> require(ProducerId producer, AgreementId id) {
        return store.exists(producer, id)
                .switchIfEmpty(Mono.error(() -> new Refusal(AgreementReason.NOT_FOUND, id)))
                .then();
    }
}
