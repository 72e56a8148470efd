package org.livelihood.platform.kernel;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Splits money without losing or inventing a fen: the method of largest remainders (Hare quota).
 *
 * <p>Every share is first rounded down; the spare fen go one each to the largest remainders. Equal remainders are
 * ordered by the SHA-256 of (sale id, owner id), lowest first, so that nobody is always first. A weight of zero gets
 * nothing, and {@code alloc(-T) = -alloc(T)}. Known for its paradox: a greater total may give one owner a fen less, so
 * refunds are computed anew on what is left and never by splitting the refund.
 */
public final class LargestRemainders {

    private LargestRemainders() {}

    /**
     * One claim to a part of a total.
     *
     * @param owner breaks ties; unique in one split
     * @param weight not negative
     */
    public record Claim(UUID owner, long weight) {}

    /**
     * The part of each claim, in the order of the claims.
     *
     * @param sale what is split: breaks ties
     * @throws IllegalArgumentException if a weight is negative, or all are zero while the total is not
     */
    public static Money[] split(Money total, UUID sale, List<Claim> claims) {
        BigInteger whole = BigInteger.ZERO;
        for (Claim claim : claims) {
            if (claim.weight() < 0) {
                throw new IllegalArgumentException("negative weight");
            }
            whole = whole.add(BigInteger.valueOf(claim.weight()));
        }
        Money[] parts = new Money[claims.size()];
        Arrays.fill(parts, Money.ZERO);
        if (total.isZero()) {
            return parts;
        }
        if (whole.signum() == 0) {
            throw new IllegalArgumentException("nobody to give " + total.fen() + " fen to");
        }
        BigInteger amount = BigInteger.valueOf(total.fen()).abs();
        BigInteger[] remainders = new BigInteger[claims.size()];
        long spare = amount.longValueExact();
        for (int i = 0; i < parts.length; i++) {
            BigInteger[] share =
                    amount.multiply(BigInteger.valueOf(claims.get(i).weight())).divideAndRemainder(whole);
            parts[i] = new Money(share[0].longValueExact());
            remainders[i] = share[1];
            spare -= parts[i].fen();
        }
        for (int i : byRemainder(sale, claims, remainders, spare)) {
            parts[i] = parts[i].plus(new Money(1));
        }
        if (total.isNegative()) {
            Arrays.setAll(parts, i -> parts[i].negated());
        }
        return parts;
    }

    private static int[] byRemainder(UUID sale, List<Claim> claims, BigInteger[] remainders, long spare) {
        if (spare == 0) {
            return new int[0];
        }
        byte[][] ties = new byte[claims.size()][];
        return IntStream.range(0, claims.size())
                .boxed()
                .sorted((a, b) -> {
                    int larger = remainders[b].compareTo(remainders[a]);
                    return larger != 0 ? larger : compareTies(sale, claims, ties, a, b);
                })
                .limit(spare)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int compareTies(UUID sale, List<Claim> claims, byte[][] ties, int a, int b) {
        return Arrays.compareUnsigned(tie(sale, claims, ties, a), tie(sale, claims, ties, b));
    }

    private static byte[] tie(UUID sale, List<Claim> claims, byte[][] ties, int i) {
        if (ties[i] == null) {
            ties[i] = hash(sale, claims.get(i).owner());
        }
        return ties[i];
    }

    private static byte[] hash(UUID sale, UUID owner) {
        ByteBuffer bytes = ByteBuffer.allocate(32)
                .putLong(sale.getMostSignificantBits())
                .putLong(sale.getLeastSignificantBits())
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits());
        return Sha256.of(bytes.array());
    }
}
