package org.livelihood.account.tlog;

import org.livelihood.platform.kernel.Reason;

/** Why the transparency log refuses. */
public enum LogReason implements Reason {
    /** No checkpoint of this size was signed, or none at all yet. */
    NO_CHECKPOINT(Kind.NOT_FOUND),
    /** The record does not exist, is not the caller's to see, or no signed checkpoint covers its leaf yet. */
    NOT_LOGGED(Kind.NOT_FOUND),
    /** A proof was asked for between sizes that the log never had, or in the wrong order. */
    BAD_SIZES(Kind.UNPROCESSABLE);

    private final Kind kind;

    LogReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
