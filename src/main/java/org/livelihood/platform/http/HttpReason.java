package org.livelihood.platform.http;

import org.livelihood.platform.kernel.Reason;

/** Refusals that any endpoint may answer. */
public enum HttpReason implements Reason {
    INVALID_FIELDS(Kind.INVALID),
    MALFORMED_BODY(Kind.INVALID),
    MISSING_PARAMETER(Kind.INVALID),
    WRONG_TYPE(Kind.INVALID),
    /** A text that holds what no text may hold. */
    BAD_TEXT(Kind.INVALID),
    UNKNOWN_FIELD(Kind.INVALID),
    UNKNOWN_PARAMETER(Kind.INVALID),
    /** What stands behind the question mark cannot be decoded. */
    BAD_QUERY(Kind.INVALID),
    REPEATED_PARAMETER(Kind.INVALID),
    /** Each number may be, but what is counted from them is too large to be money or a quantity. */
    OUT_OF_RANGE(Kind.UNPROCESSABLE),
    /** A unique key of the schema: another was quicker. */
    ALREADY_THERE(Kind.CONFLICT),
    /** An exclusion of the schema: of two spans that may not overlap. */
    OVERLAPS(Kind.CONFLICT),
    /** A foreign key of the schema. */
    REFERS_TO_NOTHING(Kind.UNPROCESSABLE),
    /** A check of the schema, or a value that no column of its type can hold. */
    RULE_BROKEN(Kind.UNPROCESSABLE),
    IDEMPOTENCY_KEY_MISSING(Kind.INVALID),
    IDEMPOTENCY_KEY_MALFORMED(Kind.INVALID),
    IDEMPOTENCY_KEY_IN_FLIGHT(Kind.CONFLICT),
    IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE),
    SIGN_IN_REQUIRED(Kind.UNAUTHENTICATED),
    BODY_TOO_LARGE(Kind.TOO_LARGE),
    TRY_AGAIN(Kind.UNAVAILABLE);

    private final Kind kind;

    HttpReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
