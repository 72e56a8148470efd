package org.livelihood.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.livelihood.platform.kernel.LargestRemainders.Claim;

class LargestRemaindersProperties {

    private static final UUID SALE = new UUID(7, 7);

    private static List<Claim> claims(long... weights) {
        return IntStream.range(0, weights.length)
                .mapToObj(i -> new Claim(new UUID(1, i), weights[i]))
                .toList();
    }

    private static long[] fen(long total, long... weights) {
        return Arrays.stream(LargestRemainders.split(new Money(total), SALE, claims(weights)))
                .mapToLong(Money::fen)
                .toArray();
    }

    @Example
    void knownAnswers() {
        assertThat(fen(15, 80, 8, 12)).containsExactly(12, 1, 2);
        assertThat(fen(19, 28, 44, 2)).containsExactly(7, 11, 1);
        assertThat(fen(20, 28, 44, 2)).containsExactly(8, 12, 0);
        assertThat(fen(57_247, 5000, 3000, 2000)).containsExactly(28_624, 17_174, 11_449);
    }

    @Example
    void equalShares() {
        long[] weights = new long[138];
        Arrays.fill(weights, 1);
        Map<Long, Integer> counts = new HashMap<>();
        LongStream.of(fen(7_900_000, weights)).forEach(part -> counts.merge(part, 1, Integer::sum));
        assertThat(counts).isEqualTo(Map.of(57_247L, 52, 57_246L, 86));
    }

    @Example
    void nobodyToGiveTo() {
        assertThat(fen(0, 0, 0)).containsExactly(0, 0);
        assertThatThrownBy(() -> fen(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fen(1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void partsSumToTheTotalAndStayWithinOneFen(
            @ForAll long total, @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0) Long> weights) {
        if (total == Long.MIN_VALUE || weights.stream().allMatch(weight -> weight == 0)) {
            return;
        }
        long[] plain = weights.stream().mapToLong(Long::longValue).toArray();
        long[] parts = fen(total, plain);
        BigInteger whole = Arrays.stream(plain).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger sum = Arrays.stream(parts).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(sum).isEqualTo(BigInteger.valueOf(total));
        for (int i = 0; i < parts.length; i++) {
            BigInteger exact = BigInteger.valueOf(total).multiply(BigInteger.valueOf(plain[i]));
            BigInteger off =
                    BigInteger.valueOf(parts[i]).multiply(whole).subtract(exact).abs();
            assertThat(off).isLessThan(whole);
            assertThat(plain[i] == 0 && parts[i] != 0).isFalse();
        }
    }

    @Property
    void negativeTotalsMirror(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long total,
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 1, max = 100) Long> weights) {
        long[] plain = weights.stream().mapToLong(Long::longValue).toArray();
        assertThat(fen(-total, plain))
                .containsExactly(
                        Arrays.stream(fen(total, plain)).map(part -> -part).toArray());
    }

    @Property
    void theOrderOfClaimsDoesNotMatter(
            @ForAll @LongRange(min = 0, max = 100_000) long total,
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 1, max = 5) Long> weights,
            @ForAll Random random) {
        List<Claim> claims = claims(weights.stream().mapToLong(Long::longValue).toArray());
        List<Claim> shuffled = new ArrayList<>(claims);
        Collections.shuffle(shuffled, random);
        assertThat(byOwner(total, shuffled)).isEqualTo(byOwner(total, claims));
    }

    private static Map<UUID, Money> byOwner(long total, List<Claim> claims) {
        Money[] parts = LargestRemainders.split(new Money(total), SALE, claims);
        Map<UUID, Money> byOwner = new HashMap<>();
        IntStream.range(0, parts.length).forEach(i -> byOwner.put(claims.get(i).owner(), parts[i]));
        return byOwner;
    }
}
