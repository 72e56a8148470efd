package org.livelihood.income.attribution;

import org.livelihood.platform.kernel.Reason;

/** Why attribution refuses. */
public enum AttributionReason implements Reason {
    /** No such line, or nothing of it was attributed yet. */
    NOT_FOUND(Kind.NOT_FOUND),
    /** The line was tried again and still cannot be attributed. */
    STILL_FAILING(Kind.CONFLICT),
    /** Nothing of the line is left with its buyer. */
    RETURNED(Kind.CONFLICT);

    private final Kind kind;

    AttributionReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
