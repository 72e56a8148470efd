package org.livelihood.people.household;

import org.livelihood.platform.kernel.Reason;

/** Why the registry of households refuses. */
public enum HouseholdReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    MEMBER_NOT_FOUND(Kind.NOT_FOUND),
    OTHER_REGION(Kind.FORBIDDEN),
    REGISTRY_NO_TAKEN(Kind.CONFLICT),
    ID_NUMBER_INVALID(Kind.INVALID),
    /** A file says another village than the register: moving has a day and a reason of its own. */
    VILLAGE_DIFFERS(Kind.CONFLICT),
    /** A file says another status from a day from which one is recorded. */
    STATUS_DIFFERS(Kind.CONFLICT),
    /** She belongs to a household on some of these days; in which one is not told. */
    PERSON_ELSEWHERE(Kind.CONFLICT),
    /** The number is another's, or the name is. */
    PERSON_NAME_DIFFERS(Kind.CONFLICT),
    /** No member of the household on that day. */
    NOT_A_MEMBER(Kind.UNPROCESSABLE),
    /** A day before the stay began, or one to come. */
    DAY_OUT_OF_STAY(Kind.UNPROCESSABLE),
    REASON_OF_ANOTHER_KIND(Kind.UNPROCESSABLE),
    NOTHING_CHANGES(Kind.UNPROCESSABLE),
    /** A household that was merged into another takes no more changes. */
    MERGED_ALREADY(Kind.CONFLICT),
    /** The payee belongs to the household. */
    PAYEE_ELSEWHERE(Kind.UNPROCESSABLE),
    PAYEE_NOT_FOUND(Kind.NOT_FOUND),
    PAYEE_CONFIRMED(Kind.CONFLICT),
    /** Who proposed a payee confirms none of it. */
    PAYEE_SAME_PERSON(Kind.FORBIDDEN);

    private final Kind kind;

    HouseholdReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
