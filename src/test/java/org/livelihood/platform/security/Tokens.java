package org.livelihood.platform.security;

import java.util.Objects;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.boot.test.context.TestComponent;

/** Callers for tests, with real tokens. */
@TestComponent
public class Tokens {

    private final AccessTokens accessTokens;

    Tokens(AccessTokens accessTokens) {
        this.accessTokens = accessTokens;
    }

    public String bearer(Caller caller) {
        return "Bearer "
                + Objects.requireNonNull(
                        accessTokens.issue(caller, Uuids.next()).block());
    }

    public static Caller shopper() {
        return of(Role.SHOPPER);
    }

    public static Caller of(Role role) {
        return Caller.of(AccountId.next(), Grant.of(role));
    }

    public static Caller of(Role role, ProducerId producer) {
        return Caller.of(AccountId.next(), Grant.of(role, producer));
    }

    public static Caller officerOf(String region) {
        return Caller.of(AccountId.next(), Grant.officerOf(region));
    }
}
