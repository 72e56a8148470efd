package org.livelihood.platform.security;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Face of the natural persons behind accounts, as far as they are known. Every rule that asks for several persons asks
 * here: one account is one person whatever its hats, and two accounts of one person are one.
 */
@Service
public class Persons {

    private final PersonStore store;

    Persons(PersonStore store) {
        this.store = store;
    }

    /**
     * Completes when the caller is nobody of those who acted before.
     *
     * @param reason what it is refused with otherwise
     */
    public Mono<Void> requireOther(Caller caller, Reason reason, Collection<AccountId> before) {
        if (before.contains(caller.account())) {
            return Mono.error(() -> new Refusal(reason));
        }
        return store.shareAPerson(caller.account(), before)
                .filter(same -> same)
                .flatMap(same -> Mono.error(() -> new Refusal(reason)));
    }

    /** As {@link #requireOther(Caller, Reason, Collection)}, for one who acted before. */
    public Mono<Void> requireOther(Caller caller, Reason reason, AccountId before) {
        return requireOther(caller, reason, List.of(before));
    }

    /**
     * Records whose account it is, once and for all. Refused with PERSON_KNOWN where it is another's already.
     *
     * @param person her id in the vault of personal data
     */
    @Transactional
    public Mono<Void> identify(Caller by, AccountId account, UUID person) {
        return store.add(account, person, by.account())
                .then(Mono.defer(() -> store.of(account)))
                .filter(person::equals)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.PERSON_KNOWN)))
                .then();
    }

    /** Whether the caller, or another account of the same person, is PRODUCER or HOST at the producer. */
    public Mono<Boolean> actFor(Caller caller, ProducerId producer) {
        return caller.actsFor(producer, Role.PRODUCER, Role.HOST)
                ? Mono.just(true)
                : store.otherAccountActsFor(caller.account(), producer);
    }

    /** Whether the account is known to be this person's. */
    public Mono<Boolean> is(AccountId account, UUID person) {
        return store.of(account).map(person::equals).defaultIfEmpty(false);
    }
}
