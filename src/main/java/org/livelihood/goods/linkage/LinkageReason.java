package org.livelihood.goods.linkage;

import org.livelihood.platform.kernel.Reason;

/** Why terms refuse. */
public enum LinkageReason implements Reason {
    MARKET_PRICE_MISSING(Kind.UNPROCESSABLE),
    UNKNOWN_OPERATION(Kind.UNPROCESSABLE);

    private final Kind kind;

    LinkageReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
