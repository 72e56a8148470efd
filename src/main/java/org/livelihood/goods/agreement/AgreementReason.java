package org.livelihood.goods.agreement;

import org.livelihood.platform.kernel.Reason;

/** Why an agreement is refused. */
public enum AgreementReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    NOT_IN_FORCE(Kind.UNPROCESSABLE),
    ALREADY_IN_FORCE(Kind.CONFLICT),
    STARTS_TOO_EARLY(Kind.UNPROCESSABLE),
    /** What was delivered until today was delivered under the version before it. */
    STARTS_IN_THE_PAST(Kind.UNPROCESSABLE),
    /** A household that the terms name does not stand to the producer. */
    NOT_LINKED(Kind.UNPROCESSABLE);

    private final Kind kind;

    AgreementReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
