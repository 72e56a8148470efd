package org.livelihood.platform.security;

import java.util.List;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two accounts that turn out to be one person's: whether the one may be given up for the other, and doing so. */
@Component
public class JoinedAccounts {

    private final AccountStore store;
    private final AccountSafety safety;
    private final List<AccountUse> uses;

    JoinedAccounts(AccountStore store, AccountSafety safety, List<AccountUse> uses) {
        this.store = store;
        this.safety = safety;
        this.uses = List.copyOf(uses);
    }

    /** Whether nobody would miss an account: it has no password, no duties, and no module keeps anything for it. */
    public Mono<Boolean> isEmpty(AccountId account) {
        return store.standing(account)
                .filter(standing -> isOrdinary(standing) && !standing.hasLogin())
                .flatMap(standing -> isUnused(account))
                .defaultIfEmpty(false);
    }

    /** One module after the other: they may share a transaction. */
    private Mono<Boolean> isUnused(AccountId account) {
        return Flux.fromIterable(uses)
                .concatMap(use -> use.keepsFor(account))
                .any(kept -> kept)
                .map(kept -> !kept);
    }

    /** Whether an account is open and a shopper's only: who gets into it gets no more than her purchases. */
    public Mono<Boolean> isOrdinary(AccountId account) {
        return store.standing(account).map(JoinedAccounts::isOrdinary).defaultIfEmpty(false);
    }

    private static boolean isOrdinary(AccountStore.Standing standing) {
        return !standing.disabled() && !standing.hasDuties();
    }

    /** Nobody signs in with an account any more, for its owner has another one; its sessions end. */
    @Transactional
    public Mono<Void> giveUp(AccountId account, AccountId other) {
        return safety.disable(Caller.system(), account, "joined to " + other);
    }
}
