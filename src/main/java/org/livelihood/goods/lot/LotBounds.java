package org.livelihood.goods.lot;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.livelihood.goods.linkage.Due;
import org.livelihood.goods.linkage.Work;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Refusal;

/**
 * What one lot can hold and owe: pure. Within it every product of units and rates, and every sum over millions of lots,
 * stays a long; entries alone are bounded where they come in.
 */
final class LotBounds {

    /** Of one kind of work in one lot, in its unit: times the dearest rate of a unit it is 10^18 fen. */
    static final long MOST_WORK = 10_000_000_000L;

    /** That one lot can owe in all: ten billion yuan. */
    static final long MOST_FEN = 1_000_000_000_000L;

    private LotBounds() {}

    /** @throws Refusal TOO_MUCH_WORK */
    static void requireWork(LotId lot, List<Work> works) {
        Map<Work.Kind, BigInteger> byKind =
                works.stream().collect(Collectors.groupingBy(Work::kind, Collectors.mapping(Work::units, sum())));
        byKind.forEach((kind, units) -> {
            if (isMore(units, MOST_WORK)) {
                throw Refusal.ofField(LotReason.TOO_MUCH_WORK, "units", lot, units, MOST_WORK);
            }
        });
    }

    /** @throws Refusal TOO_MUCH_OWED */
    static void requireOwed(LotId lot, List<Due> dues) {
        BigInteger owed = dues.stream().map(due -> due.amount().fen()).collect(sum());
        if (isMore(owed, MOST_FEN)) {
            throw Refusal.ofField(LotReason.TOO_MUCH_OWED, "units", lot, owed, MOST_FEN);
        }
    }

    private static Collector<Long, ?, BigInteger> sum() {
        return Collectors.mapping(
                (Function<Long, BigInteger>) BigInteger::valueOf,
                Collectors.reducing(BigInteger.ZERO, BigInteger::add));
    }

    private static boolean isMore(BigInteger amount, long most) {
        return amount.compareTo(BigInteger.valueOf(most)) > 0;
    }
}
