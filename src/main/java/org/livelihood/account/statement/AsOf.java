package org.livelihood.account.statement;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Refusal;

/**
 * A time of knowledge.
 *
 * @param shown what the answer says
 * @param known what is read; a breath later where now is asked for, for clocks of two machines differ
 */
record AsOf(Instant shown, Instant known) {

    private static final Duration BREATH = Duration.ofSeconds(1);

    /** Refused with FUTURE_AS_OF. */
    static AsOf of(@Nullable Instant asked, Instant now) {
        if (asked == null) {
            return new AsOf(now, now.plus(BREATH));
        }
        if (asked.isAfter(now)) {
            throw Refusal.ofField(StatementReason.FUTURE_AS_OF, "asOf", asked.toString());
        }
        Instant known = asked.isBefore(Instant.EPOCH) ? Instant.EPOCH : asked;
        return new AsOf(known, known);
    }
}
