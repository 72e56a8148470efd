package org.livelihood.income.attribution;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand histories of lots that are made, parted, merged, lost and delivered, of sales, refunds of money and
 * goods, re-attributions, releases, payouts, failures and waivers under all five models, in memory, by the very rules
 * of the program; every invariant is checked at the end of each, and once more after everything was refunded.
 */
class RandomHistoriesTest {

    private static final int HISTORIES = 10_000;
    private static final int MOST_STEPS = 40;

    @Test
    void whateverHappensEveryInvariantHolds() {
        IntStream.range(0, HISTORIES).parallel().forEach(RandomHistoriesTest::live);
    }

    private static void live(int seed) {
        Random random = new Random(seed * 7_919L);
        try {
            SaleHistory history = new SaleHistory(random, new HistoryLots(random));
            for (int step = random.nextInt(MOST_STEPS); step >= 0; step--) {
                history.step();
            }
            history.check();
            history.refundAll();
            history.check();
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError("history " + seed, broken);
        }
    }
}
