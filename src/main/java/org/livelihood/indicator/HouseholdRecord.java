package org.livelihood.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.HouseholdId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.ProducerId;

/**
 * A household's page of record: to whom it stands, what it was given, what its members learned.
 *
 * @param trainingMinutes over all lessons and members
 */
public record HouseholdRecord(
        HouseholdId household, List<Link> producers, List<Asset> assets, long trainingMinutes, List<Lesson> lessons) {

    public HouseholdRecord {
        producers = List.copyOf(producers);
        assets = List.copyOf(assets);
        lessons = List.copyOf(lessons);
    }

    /** How a member stands to a producer. */
    public record Link(
            ProducerId producer,
            String name,
            String kind,
            LocalDate from,
            @Nullable LocalDate until) {}

    /**
     * Something given in kind.
     *
     * @param kind GRANT or RECOVERABLE
     * @param valueFen a memo, never income
     * @param unitsLeft given less lost and returned
     * @param countedUnits at the last count, null before the first
     * @param boughtBackUnits what the household delivered to the giver's lots since then
     */
    public record Asset(
            UUID id,
            ProducerId producer,
            String kind,
            String what,
            long units,
            Money valueFen,
            LocalDate givenOn,
            long lostUnits,
            long returnedUnits,
            long unitsLeft,
            @Nullable Long countedUnits,
            @Nullable LocalDate countedOn,
            long boughtBackUnits) {}

    /** A lesson that members attended. */
    public record Lesson(UUID id, String title, String teacher, Instant startsAt, long members, long minutes) {}
}
