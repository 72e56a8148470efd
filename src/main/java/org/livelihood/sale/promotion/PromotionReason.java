package org.livelihood.sale.promotion;

import org.livelihood.platform.kernel.Reason;

/** Why a promotion is refused, or a coupon. */
public enum PromotionReason implements Reason {
    /** There is no such promotion for whoever asks. */
    NOT_FOUND(Kind.NOT_FOUND),
    COUPON_NOT_FOUND(Kind.NOT_FOUND),
    PRICE_NOT_FOUND(Kind.NOT_FOUND),
    /** No code that coupons are given for now. */
    CODE_UNKNOWN(Kind.NOT_FOUND),
    /** It was changed since it was read. */
    STALE(Kind.STALE),
    /** It is no draft any more, or none yet that is published. */
    WRONG_STATE(Kind.CONFLICT),
    /** The host who is to bear it has not agreed. */
    HOST_NOT_AGREED(Kind.CONFLICT),
    /** Who bears it decides. */
    BEARER_DECIDES(Kind.FORBIDDEN),
    /** What it is for does not fit who bears it: a host bears what is bought in her own session. */
    BEARER_UNFIT(Kind.UNPROCESSABLE),
    /** The scope says too little or too much. */
    SCOPE(Kind.UNPROCESSABLE),
    /** The producer has no such listing, session or SKU. */
    SCOPE_UNKNOWN(Kind.UNPROCESSABLE),
    /** An amount, or a part of the price. */
    TERMS(Kind.UNPROCESSABLE),
    /** What begins ends later, and it says in one way when it can be used. */
    TIMES(Kind.UNPROCESSABLE),
    CODE_TAKEN(Kind.CONFLICT),
    CODE_UNFIT(Kind.UNPROCESSABLE),
    /** Another price of the SKU for so many units holds at some of these times. */
    PRICE_OVERLAPS(Kind.CONFLICT),
    ABOVE_LIST_PRICE(Kind.UNPROCESSABLE),
    TOO_MANY(Kind.CONFLICT),
    /** It cannot be claimed yet, or used. */
    NOT_YET(Kind.CONFLICT),
    /** It can be claimed no more. */
    OVER(Kind.CONFLICT),
    /** All are claimed, or all that may be used are used. */
    NONE_LEFT(Kind.CONFLICT),
    /** She has claimed all that one buyer may. */
    HAD_ENOUGH(Kind.CONFLICT),
    /** None is released in the room now, or all are taken. */
    NOT_RELEASED(Kind.CONFLICT),
    TOO_MANY_GUESSES(Kind.TOO_MANY),
    USED(Kind.CONFLICT),
    EXPIRED(Kind.CONFLICT),
    /** Nothing that is bought is what the coupon is for. */
    NOT_FOR_THESE(Kind.UNPROCESSABLE),
    BELOW_THRESHOLD(Kind.UNPROCESSABLE),
    /** One coupon for a producer's goods, and one of the platform. */
    ONE_OF_EACH(Kind.UNPROCESSABLE);

    private final Kind kind;

    PromotionReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
