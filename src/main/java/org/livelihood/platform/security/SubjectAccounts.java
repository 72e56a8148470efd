package org.livelihood.platform.security;

import org.livelihood.platform.kernel.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Local accounts of people whom somebody else has identified: an issuer's subjects. */
@Component
public class SubjectAccounts {

    private final AccountStore store;

    SubjectAccounts(AccountStore store) {
        this.store = store;
    }

    /** The subject's account, made if it is not there yet. */
    @Transactional
    public Mono<AccountId> make(String issuer, String subject) {
        return store.addSubject(issuer, subject);
    }
}
