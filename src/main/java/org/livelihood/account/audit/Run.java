package org.livelihood.account.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;

/**
 * A run of all checks in the background.
 *
 * @param question what was asked, with the days that it came to
 * @param endedAt null as long as checks are left
 */
record Run(
        UUID id,
        CheckQuestion question,
        AccountId startedBy,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /**
     * A run as it stands.
     *
     * @param verdict the worst of the results so far; null before the first
     * @param checks how many there are
     * @param done how many of them have their result
     * @param results as far as they are there, in the order of the checks; left out of lists
     */
    record Standing(
            Run run,
            Checks.@Nullable Verdict verdict,
            int checks,
            int done,
            @Nullable List<Checks.Result> results) {}
}
