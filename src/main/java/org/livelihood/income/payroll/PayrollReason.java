package org.livelihood.income.payroll;

import org.livelihood.platform.kernel.Reason;

/** Why something about payroll is refused. */
public enum PayrollReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    /** The officer is not of this region. */
    OTHER_REGION(Kind.FORBIDDEN),
    /** The period ends before it begins, or is longer than a year. */
    BAD_PERIOD(Kind.UNPROCESSABLE),
    NOT_OVER(Kind.UNPROCESSABLE),
    /** A period that was closed before reaches into this one. */
    OVERLAPS(Kind.CONFLICT),
    /** No minimum wage is recorded for the producer's region on the period's last day. */
    NO_MINIMUM_WAGE(Kind.UNPROCESSABLE),
    /**
     * The party was no worker of the producer on any day of the period, and worked on nothing that the period takes.
     */
    NOT_LINKED(Kind.UNPROCESSABLE),
    /** More than 24 hours a day of each person. */
    TOO_MANY_MINUTES(Kind.UNPROCESSABLE),
    /** Parties that worked by the piece have no minutes, neither in a lot nor in the attendance. */
    MINUTES_MISSING(Kind.UNPROCESSABLE),
    /** The party stands in the attendance twice. */
    TWICE(Kind.UNPROCESSABLE);

    private final Kind kind;

    PayrollReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
