package org.livelihood.sale.cart;

import org.livelihood.platform.kernel.Reason;

/** Why a cart is refused, or what is asked of it. */
public enum CartReason implements Reason {
    /** No cart has this token, or its time is over. */
    NOT_FOUND(Kind.NOT_FOUND),
    LINE_NOT_FOUND(Kind.NOT_FOUND),
    UNKNOWN_SKU(Kind.UNPROCESSABLE),
    TOO_MANY_LINES(Kind.CONFLICT),
    /** Nothing in it can be bought now. */
    NOTHING_TO_BUY(Kind.CONFLICT);

    private final Kind kind;

    CartReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
