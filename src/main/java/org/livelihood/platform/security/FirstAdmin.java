package org.livelihood.platform.security;

import java.util.List;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Makes the first administrator with a token that is printed at start and works once. */
@Component
class FirstAdmin {

    private final AccountStore store;
    private final Accounts accounts;

    FirstAdmin(AccountStore store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /** A fresh token while there is no administrator; empty afterwards. */
    @Transactional
    public Mono<String> offer() {
        String token = RefreshTokens.randomToken();
        return store.hasAdmin()
                .filter(has -> !has)
                .flatMap(none -> store.setSetup(RefreshTokens.hash(token)).thenReturn(token));
    }

    /** Makes the signed-in caller the first administrator: the way in with an external issuer. */
    @Transactional
    public Mono<Void> claim(Caller caller, String token) {
        return use(token).then(accounts.grant(Caller.system(), caller.account(), Grant.of(Role.ADMIN)));
    }

    @Transactional
    public Mono<AccountId> make(String token, String login, String password) {
        return use(token).then(accounts.create(Caller.system(), login, password, List.of(Grant.of(Role.ADMIN))));
    }

    private Mono<Boolean> use(String token) {
        return store.useSetup(RefreshTokens.hash(token))
                .filter(used -> used)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.SETUP_REFUSED)));
    }
}
