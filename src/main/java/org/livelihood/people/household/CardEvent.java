package org.livelihood.people.household;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;

/**
 * Something that was recorded of a household.
 *
 * @param subject the household, or one of its members
 * @param what the field; MEMBER for who belongs to it, STATUS for what it is
 * @param value never a name
 * @param from null for from the first day on
 */
public record CardEvent(
        UUID subject,
        String what,
        @Nullable String was,
        @Nullable String value,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String reason,
        @Nullable String document,
        AccountId recordedBy,
        Instant recordedAt) {}
