package org.livelihood.people.producer;

import org.livelihood.platform.kernel.Reason;

/** Why the registry of producers refuses. */
public enum ProducerReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    NOT_APPROVED(Kind.CONFLICT),
    WRONG_STATE(Kind.CONFLICT),
    MEMBER_NOT_FOUND(Kind.UNPROCESSABLE),
    /** She stands so already on one of these days. */
    MEMBERSHIP_TAKEN(Kind.CONFLICT),
    PERIOD_BACKWARDS(Kind.INVALID),
    NO_RULE(Kind.NOT_FOUND),
    MANAGER_NOT_FOUND(Kind.NOT_FOUND),
    /** A manager is confirmed once, and ends once, on one of her days. */
    MANAGER_DECIDED(Kind.CONFLICT),
    /** The days of a manager end after they began; only an officer ends them before today. */
    MANAGER_DAYS(Kind.INVALID),
    /** An officer does not confirm what she entered for the producer. */
    MANAGER_SAME_PERSON(Kind.FORBIDDEN),
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
