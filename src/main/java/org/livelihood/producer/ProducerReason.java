package org.livelihood.producer;

import org.livelihood.kernel.Reason;

/** Why the registry of producers refuses. */
public enum ProducerReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    NOT_APPROVED(Kind.CONFLICT),
    WRONG_STATE(Kind.CONFLICT),
    MEMBER_NOT_FOUND(Kind.UNPROCESSABLE),
    MEMBERSHIP_TAKEN(Kind.CONFLICT),
    NO_RULE(Kind.NOT_FOUND),
    /** Who applied for, recommended or decided about a producer did so once. */
    SAME_PERSON(Kind.FORBIDDEN),
    /** Nobody decides, as officer or platform, about a producer that she acts for. */
    OWN_PRODUCER(Kind.FORBIDDEN);

    private final Kind kind;

    ProducerReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
