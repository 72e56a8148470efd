package org.livelihood.lot;

import org.livelihood.kernel.Reason;

/** Why a lot is refused. */
public enum LotReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    NOT_OPEN(Kind.CONFLICT),
    SKU_OF_ANOTHER(Kind.UNPROCESSABLE),
    NOT_A_CONTRIBUTOR(Kind.UNPROCESSABLE),
    TOO_MANY_HOURS(Kind.UNPROCESSABLE),
    NEGATIVE_CONTRIBUTION(Kind.UNPROCESSABLE),
    EMPTY(Kind.UNPROCESSABLE);

    private final Kind kind;

    LotReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
