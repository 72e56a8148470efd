package org.livelihood.goods.stock;

import org.livelihood.platform.kernel.Reason;

/** Why the stock refuses. */
public enum StockReason implements Reason {
    /** The general pool has fewer units than asked for. */
    NOT_ENOUGH(Kind.CONFLICT),
    /** The session's pool has been closed. */
    POOL_CLOSED(Kind.CONFLICT),
    /** Units must be one or more. */
    BAD_UNITS(Kind.UNPROCESSABLE);

    private final Kind kind;

    StockReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
