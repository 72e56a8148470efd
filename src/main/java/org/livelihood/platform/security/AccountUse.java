package org.livelihood.platform.security;

import org.livelihood.platform.kernel.AccountId;
import reactor.core.publisher.Mono;

/**
 * What a module keeps for shoppers. Each that keeps something which its owner would miss has a bean of this: an account
 * is given up for another one of the same person only where nobody keeps anything for it.
 */
@FunctionalInterface
public interface AccountUse {

    /** Whether anything is kept for this account. */
    Mono<Boolean> keepsFor(AccountId account);
}
