package org.livelihood.household;

import org.livelihood.kernel.Reason;

/** Why the registry of households refuses. */
public enum HouseholdReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    MEMBER_NOT_FOUND(Kind.NOT_FOUND),
    OTHER_REGION(Kind.FORBIDDEN),
    REGISTRY_NO_TAKEN(Kind.CONFLICT),
    ID_NUMBER_INVALID(Kind.INVALID),
    PERSON_ELSEWHERE(Kind.CONFLICT),
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
