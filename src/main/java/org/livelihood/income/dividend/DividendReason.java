package org.livelihood.income.dividend;

import org.livelihood.platform.kernel.Reason;

/** Why a dividend is refused. */
public enum DividendReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    /** Only a shareholding agreement pays dividends. */
    NOT_SHAREHOLDING(Kind.UNPROCESSABLE),
    /** The period ends before it begins, or is longer than two years. */
    BAD_PERIOD(Kind.UNPROCESSABLE),
    /** The period is not over. */
    NOT_OVER(Kind.UNPROCESSABLE),
    /** Another dividend of the producer covers a day of the period: a surplus is paid once, whatever the agreement. */
    OVERLAPS(Kind.CONFLICT),
    NOTHING_TO_PAY(Kind.UNPROCESSABLE),
    /** It was approved or cancelled already. */
    DECIDED(Kind.CONFLICT),
    /** Who declared it does not approve it. */
    SAME_PERSON(Kind.FORBIDDEN);

    private final Kind kind;

    DividendReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
