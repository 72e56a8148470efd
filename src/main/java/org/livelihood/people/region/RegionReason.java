package org.livelihood.people.region;

import org.livelihood.platform.kernel.Reason;

/** Why a region is refused. */
public enum RegionReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    NO_PARENT(Kind.UNPROCESSABLE),
    /** One file says two things of one region. */
    CONTRADICTED(Kind.CONFLICT),
    NOT_A_VILLAGE(Kind.UNPROCESSABLE);

    private final Kind kind;

    RegionReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
