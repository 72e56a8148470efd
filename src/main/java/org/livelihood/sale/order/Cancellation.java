package org.livelihood.sale.order;

import org.jspecify.annotations.Nullable;

/**
 * Why a buyer called an order off before it was paid.
 *
 * @param note what she says of it
 */
public record Cancellation(Why reason, @Nullable String note) {

    /** Reasons to choose from. */
    public enum Why {
        NOT_WANTED,
        /** Something else was meant: another article, option or number. */
        ORDERED_WRONG,
        WRONG_ADDRESS,
        TOO_DEAR,
        COUPON_FORGOTTEN,
        PAYMENT_TROUBLE,
        /** It will take too long. */
        TOO_SLOW,
        OTHER
    }
}
