package org.livelihood.account.indicator;

import org.livelihood.platform.kernel.Reason;

/** Why an indicator is refused. */
public enum IndicatorReason implements Reason {
    OTHER_REGION(Kind.FORBIDDEN),
    PERIOD_BACKWARDS(Kind.INVALID),
    PERIOD_TOO_LONG(Kind.INVALID),
    TOO_MANY_ROWS(Kind.UNPROCESSABLE);

    private final Kind kind;

    IndicatorReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
