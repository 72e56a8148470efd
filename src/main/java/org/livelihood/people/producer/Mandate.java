package org.livelihood.people.producer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's time at the head of a producer 负责人任期.
 *
 * @param person the person in the vault
 * @param from the first day
 * @param until the last day; null while it is open
 * @param confirmedAt since when it counts: when she agreed, or an officer confirmed it; null before
 */
public record Mandate(
        UUID id,
        UUID person,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable Instant confirmedAt,
        @Nullable String endReason) {}
