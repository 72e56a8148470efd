package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;

/**
 * An exact amount in fen (1 yuan = 100 fen); negative amounts are reversals.
 *
 * <p>Every operation is exact: an overflow throws {@link ArithmeticException}, nothing is ever rounded silently.
 *
 * @param fen the amount in fen
 */
public record Money(long fen) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    private static final long BASIS_POINTS = 10_000;

    @JsonCreator
    public Money {}

    @Override
    @JsonValue
    public long fen() {
        return fen;
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(fen, other.fen));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(fen, other.fen));
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(fen, factor));
    }

    public Money negated() {
        return new Money(Math.negateExact(fen));
    }

    /** The share of this amount, rounded towards zero: 5 % (500 basis points) of 5,980 fen is 299 fen. */
    public Money basisPoints(int points) {
        return proportion(points, BASIS_POINTS);
    }

    /** As {@link #basisPoints}, rounded away from zero: a law's least share of 60 % of 9 fen is 6 fen. */
    public Money basisPointsAtLeast(int points) {
        return minus(basisPoints(Math.toIntExact(BASIS_POINTS) - points));
    }

    /**
     * This amount times {@code part / whole}, rounded towards zero, with no overflow in between.
     *
     * @throws ArithmeticException if {@code whole} is zero or the result does not fit
     */
    public Money proportion(long part, long whole) {
        long product = fen * part;
        if (whole > 0 && Math.multiplyHigh(fen, part) == product >> (Long.SIZE - 1)) {
            return new Money(product / whole);
        }
        return new Money(BigInteger.valueOf(fen)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValueExact());
    }

    public boolean isNegative() {
        return fen < 0;
    }

    public boolean isPositive() {
        return fen > 0;
    }

    public boolean isZero() {
        return fen == 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    public static Money max(Money a, Money b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    public static Money min(Money a, Money b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    public static Money sum(Iterable<Money> amounts) {
        Money total = ZERO;
        for (Money amount : amounts) {
            total = total.plus(amount);
        }
        return total;
    }
}
