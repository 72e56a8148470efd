package org.livelihood.audit;

import org.livelihood.kernel.Reason;

/** Why the trace refuses. */
public enum AuditReason implements Reason {
    /** Unknown, not attributed yet, or another buyer's. */
    NOT_FOUND(Kind.NOT_FOUND);

    private final Kind kind;

    AuditReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
