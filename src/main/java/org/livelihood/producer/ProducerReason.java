package org.livelihood.producer;

import org.livelihood.kernel.Reason;

/** Why the registry of producers refuses. */
public enum ProducerReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    NOT_APPROVED(Kind.CONFLICT),
    WRONG_STATE(Kind.CONFLICT),
    MEMBER_NOT_FOUND(Kind.UNPROCESSABLE),
    /** She stands so already on one of these days. */
    MEMBERSHIP_TAKEN(Kind.CONFLICT),
    PERIOD_BACKWARDS(Kind.INVALID),
    NO_RULE(Kind.NOT_FOUND);

    private final Kind kind;

    ProducerReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
