package org.livelihood.account.indicator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact ratio of two whole numbers, or one whole number alone; rounded only where it is shown.
 *
 * @param denominator null where the figure is a count or a sum, or where its base is not known
 */
record Ratio(long numerator, @Nullable Long denominator) {

    /** Exact: {@code 180/341}; null without a denominator. */
    @Nullable
    String text() {
        return denominator == null ? null : numerator + "/" + denominator;
    }

    /** In per cent with two decimals, rounded half up (away from zero): 180/341 is 52.79. */
    @Nullable
    String percent() {
        BigInteger hundredths = rounded(BigInteger.valueOf(10_000));
        return hundredths == null ? null : new BigDecimal(hundredths, 2).toPlainString();
    }

    /** The nearest whole number, halves away from zero. */
    @Nullable
    String whole() {
        BigInteger value = rounded(BigInteger.ONE);
        return value == null ? null : value.toString();
    }

    private @Nullable BigInteger rounded(BigInteger scale) {
        if (denominator == null || denominator == 0) {
            return null;
        }
        BigDecimal top = new BigDecimal(BigInteger.valueOf(numerator).multiply(scale));
        return top.divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_UP)
                .toBigIntegerExact();
    }
}
