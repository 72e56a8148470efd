package org.livelihood.security;

import java.util.Objects;
import java.util.Set;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Role;
import org.livelihood.kernel.Uuids;
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
        return new Caller(AccountId.next(), Set.of(Role.SHOPPER), Set.of(), Set.of());
    }

    public static Caller of(Role role) {
        return new Caller(AccountId.next(), Set.of(role), Set.of(), Set.of());
    }

    public static Caller of(Role role, ProducerId producer) {
        return new Caller(AccountId.next(), Set.of(role), Set.of(producer), Set.of());
    }

    public static Caller officerOf(String region) {
        return new Caller(AccountId.next(), Set.of(Role.OFFICER), Set.of(), Set.of(region));
    }
}
