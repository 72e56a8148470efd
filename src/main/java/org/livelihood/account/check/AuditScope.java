package org.livelihood.account.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor asks about.
 *
 * @param from first day, in China
 * @param to last day, included
 * @param producers all where absent
 */
public record AuditScope(
        LocalDate from, LocalDate to, @Nullable List<UUID> producers) {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    Instant begin() {
        return from.atStartOfDay(ZONE).toInstant();
    }

    /** Not included. */
    Instant end() {
        return to.plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
