package org.livelihood.order;

import org.livelihood.kernel.Reason;

/** Why an order is refused. */
public enum OrderReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    UNKNOWN_SKU(Kind.UNPROCESSABLE),
    NOT_SELLABLE(Kind.CONFLICT),
    NOT_SHOWN(Kind.CONFLICT),
    SEVERAL_PRODUCERS(Kind.UNPROCESSABLE),
    PRICE_CHANGED(Kind.CONFLICT),
    LIMIT_REACHED(Kind.CONFLICT),
    SOLD_OUT(Kind.CONFLICT),
    NOT_AWAITING_PAYMENT(Kind.CONFLICT),
    QUOTE_NOT_FOUND(Kind.NOT_FOUND),
    NOT_PAID(Kind.CONFLICT),
    REFUND_TOO_MUCH(Kind.CONFLICT),
    TOO_BUSY(Kind.UNAVAILABLE);

    private final Kind kind;

    OrderReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
