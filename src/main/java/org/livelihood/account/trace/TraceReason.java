package org.livelihood.account.trace;

import org.livelihood.platform.kernel.Reason;

/** Why the trace refuses. Its codes are the auditor's, as they were before it had a module of its own. */
public enum TraceReason implements Reason {
    /** Unknown, not attributed yet, or another buyer's. */
    NOT_FOUND(Kind.NOT_FOUND),
    OTHER_REGION(Kind.FORBIDDEN);

    private final Kind kind;

    TraceReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String module() {
        return "audit";
    }
}
