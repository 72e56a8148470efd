package org.livelihood.sale.shipping;

import org.livelihood.platform.kernel.Reason;

/** Why a shipping template is refused, or a parcel. */
public enum ShippingReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    /** The producer has no such listing. */
    LISTING_NOT_FOUND(Kind.NOT_FOUND),
    /** It was changed since it was read. */
    STALE(Kind.STALE),
    /** The producer has as many as it may have. */
    TOO_MANY(Kind.CONFLICT),
    /** Listings have it, or all that name none. */
    IN_USE(Kind.CONFLICT),
    /** No rule or several for everywhere else. */
    ONE_RULE_ELSEWHERE(Kind.UNPROCESSABLE),
    /** Two rules name one region, or one rule twice. */
    REGION_TWICE(Kind.UNPROCESSABLE),
    REGION_UNKNOWN(Kind.UNPROCESSABLE),
    /** No parcel would ever be sent. */
    NOWHERE_SERVED(Kind.UNPROCESSABLE),
    /** Shipping is free from nothing that is named. */
    FREE_FROM_NOTHING(Kind.UNPROCESSABLE),
    /** The producer does not send there. */
    NOT_SERVED(Kind.CONFLICT);

    private final Kind kind;

    ShippingReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
