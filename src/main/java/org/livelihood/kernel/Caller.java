package org.livelihood.kernel;

import java.util.Set;
import java.util.UUID;

/**
 * Who asks: a signed-in account with what it may act as.
 *
 * @param account the account
 * @param roles what it may act as
 * @param producers the producers it acts for, as PRODUCER or HOST
 * @param regions codes of the regions it acts in, as OFFICER; a region includes all below it
 */
public record Caller(AccountId account, Set<Role> roles, Set<ProducerId> producers, Set<String> regions) {

    private static final int DIGITS_OF_A_REGION = 12;

    public Caller {
        roles = Set.copyOf(roles);
        producers = Set.copyOf(producers);
        regions = Set.copyOf(regions);
    }

    /** The program itself, acting as administrator: for jobs and the first filling of a database. */
    public static Caller system() {
        return new Caller(new AccountId(new UUID(0, 0)), Set.of(Role.ADMIN), Set.of(), Set.of());
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isAny(Role... any) {
        for (Role role : any) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this caller acts for the producer in the given role. */
    public boolean actsFor(ProducerId producer, Role... inRoles) {
        return isAny(inRoles) && producers.contains(producer);
    }

    /** Whether this caller is an officer of the region or of one above it (12-digit statistical codes). */
    public boolean officerOf(String regionCode) {
        return is(Role.OFFICER) && regions.stream().anyMatch(own -> regionCode.startsWith(prefixOf(own)));
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
