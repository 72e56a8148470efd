package org.livelihood.sale.promotion;

import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.security.AccountUse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who has coupons would miss them: her account is not given up. */
@Component
class PromotionAccountUse implements AccountUse {

    private final CouponStore store;

    PromotionAccountUse(CouponStore store) {
        this.store = store;
    }

    @Override
    public Mono<Boolean> keepsFor(AccountId account) {
        return store.keepsFor(account);
    }
}
