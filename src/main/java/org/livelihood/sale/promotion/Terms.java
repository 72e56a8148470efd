package org.livelihood.sale.promotion;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;

/**
 * How much a coupon takes off.
 *
 * @param threshold what the goods that it is for must cost at least, after special prices and before coupons
 */
public record Terms(
        Kind kind,
        @Nullable Money amount,
        @Nullable Integer perMille,
        @Nullable Money cap,
        Money threshold) {

    private static final long WHOLE = 1_000;

    /** An amount 满减, or a part of the price 折扣. */
    public enum Kind {
        AMOUNT,
        PERCENT
    }

    /**
     * What it takes off goods that cost so much, more than that never. A part is rounded down to whole fen: what is
     * promised is 'up to 15 %', and who bears it never bears more.
     */
    Money off(Money price) {
        Money off = kind == Kind.AMOUNT ? orZero(amount) : price.proportion(perMille == null ? 0 : perMille, WHOLE);
        Money most = cap == null ? price : Money.min(cap, price);
        return Money.min(off, most);
    }

    private static Money orZero(@Nullable Money money) {
        return money == null ? Money.ZERO : money;
    }
}
