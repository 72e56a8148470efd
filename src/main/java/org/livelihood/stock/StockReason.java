package org.livelihood.stock;

import org.livelihood.kernel.Reason;

/** Why stock is refused. */
public enum StockReason implements Reason {
    NOT_ENOUGH(Kind.CONFLICT);

    private final Kind kind;

    StockReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
