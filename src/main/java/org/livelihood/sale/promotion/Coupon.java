package org.livelihood.sale.promotion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's coupon 优惠券.
 *
 * @param usedAt since when an order holds it, null while none does
 */
public record Coupon(
        CouponId id,
        Promotion promotion,
        Instant claimedAt,
        Instant usableFrom,
        Instant usableUntil,
        @Nullable Instant usedAt) {

    /** What has become of it. */
    public enum State {
        /** Also one whose time is still to come. */
        USABLE,
        USED,
        EXPIRED
    }

    State state(Instant at) {
        if (usedAt != null) {
            return State.USED;
        }
        return at.isBefore(usableUntil) ? State.USABLE : State.EXPIRED;
    }

    /** Why it cannot be used at that time, null if it can. */
    @Nullable
    PromotionReason flaw(Instant at) {
        return switch (state(at)) {
            case USED -> PromotionReason.USED;
            case EXPIRED -> PromotionReason.EXPIRED;
            case USABLE -> at.isBefore(usableFrom) ? PromotionReason.NOT_YET : null;
        };
    }
}
