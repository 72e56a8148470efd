package org.livelihood.platform.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a delivery is tried again: the schedule that Standard Webhooks advises, over more than three days. */
final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** Nobody may ask us to wait longer. */
    private static final Duration LONGEST = Duration.ofHours(24);

    /** What a whole pause is divided by for one of the hundred chances. */
    private static final int SHARE_OF_CHANCE = 1000;

    private RetrySchedule() {}

    /**
     * The pause after so many attempts; empty when that was the last.
     *
     * @param chance from 0 to 99: up to a tenth is added, so that what failed together does not come again together
     * @param asked what the receiver has asked for (Retry-After, RFC 9110, 10.2.3)
     */
    static Optional<Duration> after(int attempts, int chance, @Nullable Duration asked) {
        if (attempts > PAUSES.size()) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(Math.max(0, attempts - 1));
        Duration spread = pause.plusMillis(pause.toMillis() * chance / SHARE_OF_CHANCE);
        Duration kept = asked == null || asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        return Optional.of(kept == null || kept.compareTo(spread) < 0 ? spread : kept);
    }
}
