package org.livelihood.platform.security;

import java.util.Collection;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Enters accounts whose passwords are hashed already, so that no transaction is open meanwhile. */
@Component
class NewAccounts {

    private final AccountStore store;

    NewAccounts(AccountStore store) {
        this.store = store;
    }

    @Transactional
    public Mono<AccountId> add(String login, String hash, Collection<Grant> grants, AccountId by) {
        AccountId account = AccountId.next();
        return store.add(account, login, hash)
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(SecurityReason.LOGIN_TAKEN, "login")))
                .then(store.grant(account, grants, by))
                .thenReturn(account);
    }
}
