package org.livelihood.account.selfreport;

import org.livelihood.platform.kernel.Reason;

/** Why self-reports are refused. Their codes are those of statements, as they were before they had a module. */
public enum SelfReportReason implements Reason {
    REPORT_NOT_FOUND(Kind.NOT_FOUND),
    /** Who entered a report decides nothing of it. */
    SAME_PERSON(Kind.FORBIDDEN),
    /** A cost has its kind, and nothing else has one. */
    COST_KIND_UNFIT(Kind.INVALID),
    FUTURE_DAY(Kind.INVALID),
    BAD_PERIOD(Kind.INVALID),
    /** The same document tells of it already. */
    DUPLICATE(Kind.CONFLICT),
    DECIDED(Kind.CONFLICT),
    /** Only what counts can be taken back, and once. */
    NOT_REVERSIBLE(Kind.CONFLICT),
    /** None was sent yet. */
    DOCUMENT_NOT_FOUND(Kind.NOT_FOUND),
    /** Neither PDF nor JPEG nor PNG. */
    DOCUMENT_UNFIT(Kind.UNSUPPORTED),
    /** Its SHA-256 is not the one that the report names. */
    OTHER_DOCUMENT(Kind.UNPROCESSABLE);

    private final Kind kind;

    SelfReportReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String module() {
        return "statement";
    }
}
