package org.livelihood.sale.favourite;

import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.security.AccountUse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who keeps listings would miss them: her account is not given up. */
@Component
class FavouriteAccountUse implements AccountUse {

    private final FavouriteStore store;

    FavouriteAccountUse(FavouriteStore store) {
        this.store = store;
    }

    @Override
    public Mono<Boolean> keepsFor(AccountId account) {
        return store.keepsFor(account);
    }
}
