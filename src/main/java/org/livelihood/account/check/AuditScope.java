package org.livelihood.account.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ChinaTime;

/**
 * What an auditor asks about.
 *
 * @param from first day, in China
 * @param to last day, included
 * @param producers all where absent
 */
public record AuditScope(
        LocalDate from, LocalDate to, @Nullable List<UUID> producers) {

    Instant begin() {
        return ChinaTime.startOf(from);
    }

    /** Not included. */
    Instant end() {
        return ChinaTime.startOf(to.plusDays(1));
    }
}
