package org.livelihood.sale.address;

import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.security.AccountUse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who has written addresses down would miss them: her account is not given up. */
@Component
class AddressAccountUse implements AccountUse {

    private final AddressStore store;

    AddressAccountUse(AddressStore store) {
        this.store = store;
    }

    @Override
    public Mono<Boolean> keepsFor(AccountId account) {
        return store.keepsFor(account);
    }
}
