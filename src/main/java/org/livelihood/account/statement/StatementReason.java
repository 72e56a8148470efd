package org.livelihood.account.statement;

import org.livelihood.platform.kernel.Reason;

/** Why statements and self-reports are refused. */
public enum StatementReason implements Reason {
    REPORT_NOT_FOUND(Kind.NOT_FOUND),
    LINE_NOT_FOUND(Kind.NOT_FOUND),
    METHOD_NOT_FOUND(Kind.NOT_FOUND),
    OTHER_REGION(Kind.FORBIDDEN),
    /** Who entered a report decides nothing of it. */
    SAME_PERSON(Kind.FORBIDDEN),
    /** A cost has its kind, and nothing else has one. */
    COST_KIND_UNFIT(Kind.INVALID),
    FUTURE_DAY(Kind.INVALID),
    FUTURE_AS_OF(Kind.INVALID),
    BAD_PERIOD(Kind.INVALID),
    /** The same document tells of it already. */
    DUPLICATE(Kind.CONFLICT),
    DECIDED(Kind.CONFLICT),
    /** Only what counts can be taken back, and once. */
    NOT_REVERSIBLE(Kind.CONFLICT),
    METHOD_NOT_LATER(Kind.CONFLICT),
    TOO_MANY_HOUSEHOLDS(Kind.UNPROCESSABLE),
    /** None was sent yet. */
    DOCUMENT_NOT_FOUND(Kind.NOT_FOUND),
    /** Neither PDF nor JPEG nor PNG. */
    DOCUMENT_UNFIT(Kind.UNSUPPORTED),
    /** Its SHA-256 is not the one that the report names. */
    OTHER_DOCUMENT(Kind.UNPROCESSABLE);

    private final Kind kind;

    StatementReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
