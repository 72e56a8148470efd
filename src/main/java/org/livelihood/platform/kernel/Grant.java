package org.livelihood.platform.kernel;

/**
 * A role and where it is held: one pair. Being a HOST at one producer says nothing about another producer, and nothing
 * about another role at the same one.
 *
 * @param role what is held
 * @param scope where: a producer's id for PRODUCER and HOST, the code of a region for OFFICER, empty for the roles that
 *     are held everywhere
 */
public record Grant(Role role, String scope) {

    /** A role that is held everywhere; PRODUCER, HOST and OFFICER of this kind act nowhere. */
    public static Grant of(Role role) {
        return new Grant(role, "");
    }

    /** PRODUCER or HOST at a producer. */
    public static Grant of(Role role, ProducerId producer) {
        return new Grant(role, producer.toString());
    }

    /** OFFICER of a region and all below it. */
    public static Grant officerOf(String regionCode) {
        return new Grant(Role.OFFICER, regionCode);
    }
}
