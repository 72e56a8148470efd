package org.livelihood.http;

import org.livelihood.kernel.Reason;

/** Refusals that any endpoint may answer. */
public enum HttpReason implements Reason {
    INVALID_FIELDS(Kind.INVALID),
    MALFORMED_BODY(Kind.INVALID),
    MISSING_PARAMETER(Kind.INVALID),
    WRONG_TYPE(Kind.INVALID),
    UNKNOWN_FIELD(Kind.INVALID),
    /** Each number may be, but what is counted from them is too large to be money or a quantity. */
    OUT_OF_RANGE(Kind.UNPROCESSABLE),
    IDEMPOTENCY_KEY_MISSING(Kind.INVALID),
    IDEMPOTENCY_KEY_MALFORMED(Kind.INVALID),
    IDEMPOTENCY_KEY_IN_FLIGHT(Kind.CONFLICT),
    IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE),
    SIGN_IN_REQUIRED(Kind.UNAUTHENTICATED),
    PRECONDITION_FAILED(Kind.STALE),
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
