package org.livelihood.sale.bill;

import org.livelihood.platform.kernel.Reason;

/** Why a bill cannot be had. */
public enum BillReason implements Reason {
    /** There are no bills of such a provider here. */
    UNKNOWN_PROVIDER(Kind.NOT_FOUND),
    NOT_FOUND(Kind.NOT_FOUND),
    /** A day that is not over. */
    DAY_NOT_OVER(Kind.UNPROCESSABLE),
    /** An officer names the producer that she asks about. */
    PRODUCER_NEEDED(Kind.UNPROCESSABLE),
    /** The provider did not give the bill, or not a whole one. */
    NOT_GIVEN(Kind.UNAVAILABLE);

    private final Kind kind;

    BillReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
