package org.livelihood.sale.order;

import org.livelihood.platform.kernel.Reason;

/** Why an order is refused. */
public enum OrderReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    PRODUCER_NOT_FOUND(Kind.NOT_FOUND),
    LINE_NOT_FOUND(Kind.NOT_FOUND),
    /** Nobody has said yet where it goes. */
    NO_ADDRESS(Kind.NOT_FOUND),
    /** Nobody has said where it goes, and what sending costs depends on it. */
    ADDRESS_NEEDED(Kind.UNPROCESSABLE),
    /** Sending it there costs another price than was said. */
    SHIPPING_CHANGED(Kind.CONFLICT),
    /** The parcel is packed, or there will be none. */
    ALREADY_PACKED(Kind.CONFLICT),
    QUOTE_NOT_FOUND(Kind.NOT_FOUND),
    QUOTE_EXPIRED(Kind.CONFLICT),
    /** Neither a quote nor lines, or both. */
    LINES_OR_QUOTE(Kind.UNPROCESSABLE),
    /** A coupon is for one quote, and these would be several. */
    COUPONS_FOR_SEVERAL(Kind.UNPROCESSABLE),
    UNKNOWN_SKU(Kind.UNPROCESSABLE),
    /** The listing is not listed. */
    NOT_SELLABLE(Kind.CONFLICT),
    /** The session is not live or does not show the item. */
    NOT_SHOWN(Kind.CONFLICT),
    SEVERAL_PRODUCERS(Kind.UNPROCESSABLE),
    TOO_MANY_UNITS(Kind.UNPROCESSABLE),
    PRICE_CHANGED(Kind.CONFLICT),
    LIMIT_REACHED(Kind.CONFLICT),
    SOLD_OUT(Kind.CONFLICT),
    NOT_AWAITING_PAYMENT(Kind.CONFLICT),
    NOT_PAID(Kind.CONFLICT),
    REFUND_TOO_MUCH(Kind.CONFLICT),
    RETURN_TOO_MANY(Kind.CONFLICT);

    private final Kind kind;

    OrderReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
