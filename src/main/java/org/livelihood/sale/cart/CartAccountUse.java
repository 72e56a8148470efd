package org.livelihood.sale.cart;

import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.security.AccountUse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who has put something into her cart would miss it: her account is not given up. */
@Component
class CartAccountUse implements AccountUse {

    private final CartStore store;

    CartAccountUse(CartStore store) {
        this.store = store;
    }

    @Override
    public Mono<Boolean> keepsFor(AccountId account) {
        return store.keepsFor(account);
    }
}
