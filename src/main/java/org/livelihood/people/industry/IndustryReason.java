package org.livelihood.people.industry;

import org.livelihood.platform.kernel.Reason;

/** Why an industry, a project or an institution is refused. */
public enum IndustryReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    PROJECT_NOT_FOUND(Kind.NOT_FOUND),
    NOT_A_COUNTY(Kind.UNPROCESSABLE),
    OTHER_REGION(Kind.FORBIDDEN),
    TAKEN(Kind.CONFLICT),
    /** An account is an institution's once at a time. */
    OVERLAPS(Kind.CONFLICT),
    NOT_OPEN(Kind.CONFLICT),
    BEFORE_REGISTERED(Kind.UNPROCESSABLE);

    private final Kind kind;

    IndustryReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
