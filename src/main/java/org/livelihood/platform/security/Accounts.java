package org.livelihood.platform.security;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the accounts: who there is, and what each may act as. */
@Service
public class Accounts {

    private final AccountStore store;
    private final NewAccounts newAccounts;
    private final SeparationOfDuties duties;
    private final RefreshTokens refreshTokens;
    private final PasswordRules passwords;

    Accounts(
            AccountStore store,
            NewAccounts newAccounts,
            SeparationOfDuties duties,
            RefreshTokens refreshTokens,
            PasswordRules passwords) {
        this.store = store;
        this.newAccounts = newAccounts;
        this.duties = duties;
        this.refreshTokens = refreshTokens;
        this.passwords = passwords;
    }

    /** A shopper's own account. Refused with LOGIN_TAKEN or WEAK_PASSWORD. */
    public Mono<AccountId> signUp(String login, String password) {
        return create(Caller.system(), login, password, List.of());
    }

    /** An account with roles; SHOPPER is always among them. No transaction is open while the password is hashed. */
    public Mono<AccountId> create(Caller by, String login, String password, Collection<Grant> grants) {
        return passwords
                .hashed(login, password)
                .flatMap(hash ->
                        newAccounts.add(login.toLowerCase(Locale.ROOT), hash, withShopper(grants), by.account()));
    }

    private static List<Grant> withShopper(Collection<Grant> grants) {
        return Stream.concat(grants.stream(), Stream.of(Grant.of(Role.SHOPPER)))
                .distinct()
                .toList();
    }

    /**
     * Sets what an account may act as. It must sign in again: its tokens are refused within two seconds. Refused with
     * UNKNOWN_ACCOUNT, or TWO_HATS for an officer over her own producer.
     */
    @Transactional
    public Mono<Caller> setGrants(Caller by, AccountId account, Collection<Grant> grants) {
        return find(account)
                .then(duties.refuse(account, grants))
                .then(store.clearGrants(account))
                .then(store.grant(account, withShopper(grants), by.account()))
                .then(refreshTokens.revokeAll(account))
                .then(Mono.defer(() -> store.caller(account)));
    }

    /** Adds a role to an account: what an approval brings with it. Refused as {@link #setGrants} is. */
    @Transactional
    public Mono<Void> grant(Caller by, AccountId account, Grant grant) {
        return find(account)
                .map(known ->
                        Stream.concat(known.grants().stream(), Stream.of(grant)).toList())
                .flatMap(held -> duties.refuse(account, held))
                .then(store.grant(account, List.of(grant), by.account()));
    }

    /** What an account may act as now. Refused with UNKNOWN_ACCOUNT. */
    public Mono<Caller> find(AccountId account) {
        return store.caller(account)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.UNKNOWN_ACCOUNT, account)));
    }

    /** Whether there is any account yet. */
    public Mono<Boolean> any() {
        return store.any();
    }

    /** The account of a login. Refused with UNKNOWN_ACCOUNT. */
    public Mono<AccountId> findByLogin(String login) {
        return store.findByLogin(login.toLowerCase(Locale.ROOT))
                .map(AccountStore.Credentials::account)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.UNKNOWN_ACCOUNT, "")));
    }
}
