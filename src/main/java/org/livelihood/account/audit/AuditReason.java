package org.livelihood.account.audit;

import org.livelihood.platform.kernel.Reason;

/** Why the trace and the checks refuse. */
public enum AuditReason implements Reason {
    /** Unknown, not attributed yet, or another buyer's. */
    NOT_FOUND(Kind.NOT_FOUND),
    UNKNOWN_CHECK(Kind.NOT_FOUND),
    OTHER_REGION(Kind.FORBIDDEN),
    PERIOD_BACKWARDS(Kind.INVALID),
    PERIOD_TOO_LONG(Kind.INVALID),
    /** A run in the background is open: there is one at a time. */
    RUN_IN_PROGRESS(Kind.CONFLICT),
    /** The check did not end in time: ask for a shorter period or fewer producers. */
    TOOK_TOO_LONG(Kind.UNAVAILABLE);

    private final Kind kind;

    AuditReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
