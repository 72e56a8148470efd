package org.livelihood.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Role;
import org.livelihood.linkage.Terms;
import org.livelihood.producer.Producers;
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

    Agreements(AgreementStore store, Producers producers) {
        this.store = store;
        this.producers = producers;
    }

    /**
     * What a new version says.
     *
     * @param evidenceHash SHA-256 of the signed document, 32 bytes
     */
    public record Draft(
            Terms terms,
            byte[] evidenceHash,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** Whether a version is in force, beside what it says. */
    public record Listed(AgreementVersion agreement, boolean activated) {}

    /** A new agreement with its first version, not yet in force. */
    @Transactional
    public Mono<AgreementVersion> draw(Caller caller, ProducerId producer, String title, Draft draft) {
        AgreementId id = AgreementId.next();
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(producers.requireApproved(producer))
                .then(store.add(producer, id, title))
                .then(store.addVersion(producer, id, draft, caller.account()));
    }

    /** The next version of an agreement, not yet in force. Refused with NOT_FOUND. */
    @Transactional
    public Mono<AgreementVersion> amend(Caller caller, ProducerId producer, AgreementId id, Draft draft) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(require(producer, id))
                .then(store.addVersion(producer, id, draft, caller.account()));
    }

    /** Brings a version into force: from then on it is a record. Refused with ALREADY_IN_FORCE or STARTS_TOO_EARLY. */
    @Transactional
    public Mono<AgreementVersion> activate(Caller caller, ProducerId producer, AgreementId id, int version) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(require(producer, id))
                .then(version(producer, id, version))
                .flatMap(found -> requireAfterOthers(found)
                        .then(store.activate(producer, id, version, caller.account()))
                        .thenReturn(found))
                .onErrorMap(
                        DuplicateKeyException.class, twice -> new Refusal(AgreementReason.ALREADY_IN_FORCE, version));
    }

    private Mono<Void> requireAfterOthers(AgreementVersion version) {
        return store.latestStart(version.producer(), version.id())
                .filter(latest -> !version.from().isAfter(latest))
                .flatMap(latest -> Mono.error(() -> new Refusal(AgreementReason.STARTS_TOO_EARLY, latest)));
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

    /** All versions of a producer's agreements, for itself and for those who check it. */
    public Mono<List<Listed>> list(Caller caller, ProducerId producer) {
        Mono<Void> may = caller.isAny(Role.AUDITOR, Role.OFFICER)
                ? Mono.empty()
                : producers.requireOwn(caller, producer, Role.PRODUCER, Role.HOST);
        return may.thenMany(store.list(producer)).collectList();
    }

    /** Completes when the producer has the agreement. Refused with NOT_FOUND. */
    public Mono<Void> require(ProducerId producer, AgreementId id) {
        return store.lock(producer, id)
                .switchIfEmpty(Mono.error(() -> new Refusal(AgreementReason.NOT_FOUND, id)))
                .then();
    }
}
