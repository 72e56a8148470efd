package org.livelihood.platform.miniprogram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.security.JoinedAccounts;
import org.livelihood.platform.vault.Vault;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Phones that accounts have proven, one an account and one account a phone; and what happens when two accounts prove
 * the same one. Why so: {@code src/docs/decisions/0033-accounts-by-phone.md}.
 */
@Component
class Phones {

    private static final String TABLE = "miniprogram_phone";
    private static final String COLUMN = "phone";

    /** A number that was given up is nobody else's for so long: within it, who proves it is who proved it before. */
    private static final Duration STILL_HERS = Duration.ofDays(60);

    private final PhoneStore store;
    private final Openids openids;
    private final JoinedAccounts joined;
    private final Vault vault;
    private final Clock clock;

    Phones(PhoneStore store, Openids openids, JoinedAccounts joined, Vault vault, Clock clock) {
        this.store = store;
        this.openids = openids;
        this.joined = joined;
        this.vault = vault;
        this.clock = clock;
    }

    /** @param account that the owner of the phone has from now on */
    record Proof(AccountId account, boolean isJoined) {}

    /**
     * Records a phone that WeChat has vouched for. If another account has proven it lately, the caller's fresh one is
     * given up for that; refused with PHONE_ELSEWHERE where either would lose by it.
     */
    @Transactional
    public Mono<Proof> prove(AccountId account, String number) {
        byte[] index = vault.blindIndex("proven phone", number);
        Mono<Proof> kept = Mono.defer(() -> keep(account, number, index)).thenReturn(new Proof(account, false));
        return store.lock(index)
                .then(Mono.defer(() -> store.owner(index)))
                .filter(owner -> !owner.account().equals(account))
                .flatMap(owner -> isStillHers(owner)
                        ? join(account, owner.account(), number, index)
                        : store.forget(owner.account()).then(kept))
                .switchIfEmpty(kept);
    }

    private boolean isStillHers(PhoneStore.Owner owner) {
        Instant since = clock.instant().minus(STILL_HERS);
        return owner.provenAt().isAfter(since);
    }

    private Mono<Void> keep(AccountId account, String number, byte[] index) {
        byte[] sealed = vault.encrypt(TABLE, COLUMN, account.value(), number);
        return store.put(account, index, sealed, clock.instant());
    }

    private Mono<Proof> join(AccountId fresh, AccountId known, String number, byte[] index) {
        return mayJoin(fresh, known)
                .filter(may -> may)
                .flatMap(may -> openids.move(fresh, known))
                .filter(moved -> moved)
                .switchIfEmpty(Mono.error(() -> new Refusal(MiniProgramReason.PHONE_ELSEWHERE)))
                .then(store.forget(fresh))
                .then(Mono.defer(() -> keep(known, number, index)))
                .then(Mono.defer(() -> joined.giveUp(fresh, known)))
                .thenReturn(new Proof(known, true));
    }

    /** Nothing is kept for the one, and the other is a shopper's that nobody else from the mini program signs in to. */
    private Mono<Boolean> mayJoin(AccountId fresh, AccountId known) {
        return joined.isEmpty(fresh)
                .filter(empty -> empty)
                .flatMap(empty -> joined.isOrdinary(known))
                .filter(ordinary -> ordinary)
                .flatMap(ordinary -> openids.has(known))
                .map(taken -> !taken);
    }
}
