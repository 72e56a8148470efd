package org.livelihood.platform.kernel;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who asks: a signed-in account with what it may act as, and where.
 *
 * @param account the account
 * @param grants the roles it holds, each with the producer or the region that it is held at
 */
public record Caller(AccountId account, Set<Grant> grants) {

    private static final int DIGITS_OF_A_REGION = 12;

    public Caller {
        grants = Set.copyOf(grants);
    }

    /** An account with these roles, each at its own place. */
    public static Caller of(AccountId account, Grant... grants) {
        return new Caller(account, Set.of(grants));
    }

    /** The program itself, acting as administrator: for jobs and the first filling of a database. */
    public static Caller system() {
        return of(new AccountId(new UUID(0, 0)), Grant.of(Role.ADMIN));
    }

    /** What it may act as, somewhere. */
    public Set<Role> roles() {
        return grants.stream().map(Grant::role).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it holds a role, somewhere: enough only for the roles that are held everywhere. */
    public boolean is(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    public boolean isAny(Role... any) {
        for (Role role : any) {
            if (is(role)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it holds one of the roles, somewhere. */
    public boolean isAny(Collection<Role> any) {
        return grants.stream().anyMatch(grant -> any.contains(grant.role()));
    }

    /** Whether this caller acts for the producer in one of the roles: the role must be held at that producer. */
    public boolean actsFor(ProducerId producer, Role... inRoles) {
        for (Role role : inRoles) {
            if (grants.contains(Grant.of(role, producer))) {
                return true;
            }
        }
        return false;
    }

    /** Whether this caller is an officer of the region or of one above it (12-digit statistical codes). */
    public boolean officerOf(String regionCode) {
        return grants.stream()
                .filter(grant -> grant.role() == Role.OFFICER && !grant.scope().isEmpty())
                .anyMatch(grant -> regionCode.startsWith(prefixOf(grant.scope())));
    }

    /** Significant digits of a 12-digit code: 2 province, 4 prefecture, 6 county, 9 township, 12 village. */
    private static String prefixOf(String code) {
        for (int digits : new int[] {2, 4, 6, 9}) {
            if (code.length() == DIGITS_OF_A_REGION
                    && code.substring(digits).chars().allMatch(c -> c == '0')) {
                return code.substring(0, digits);
            }
        }
        return code;
    }
}
