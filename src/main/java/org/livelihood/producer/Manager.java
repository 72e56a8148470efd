package org.livelihood.producer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who runs a producer for a time.
 *
 * @param person the person in the vault
 * @param from the first day
 * @param until the last day; null while it is open
 * @param confirmedAt since when it counts: when she agreed, or an officer confirmed it; null before
 */
public record Manager(
        UUID id,
        UUID person,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable Instant confirmedAt,
        @Nullable String endReason) {}
