package org.livelihood.sale.order;

import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.security.AccountUse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A buyer's orders stay hers: an account that has ordered is never given up. */
@Component
class OrderAccountUse implements AccountUse {

    private final OrderStore store;

    OrderAccountUse(OrderStore store) {
        this.store = store;
    }

    @Override
    public Mono<Boolean> keepsFor(AccountId account) {
        return store.hasOrdered(account);
    }
}
