package org.livelihood.account.statement;

import org.livelihood.platform.kernel.Reason;

/** Why statements are refused. */
public enum StatementReason implements Reason {
    LINE_NOT_FOUND(Kind.NOT_FOUND),
    METHOD_NOT_FOUND(Kind.NOT_FOUND),
    OTHER_REGION(Kind.FORBIDDEN),
    FUTURE_AS_OF(Kind.INVALID),
    BAD_PERIOD(Kind.INVALID),
    METHOD_NOT_LATER(Kind.CONFLICT),
    TOO_MANY_HOUSEHOLDS(Kind.UNPROCESSABLE);

    private final Kind kind;

    StatementReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
