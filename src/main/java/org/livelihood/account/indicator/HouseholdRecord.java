package org.livelihood.account.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;

/**
 * A household's page of record: to whom it stands, what it was given, what its members learned.
 *
 * @param trainingMinutes over all lessons and members
 */
public record HouseholdRecord(
        HouseholdId household,
        List<Link> producers,
        List<Asset> assets,
        List<Giver> givers,
        long trainingMinutes,
        List<Lesson> lessons) {

    public HouseholdRecord {
        producers = List.copyOf(producers);
        assets = List.copyOf(assets);
        givers = List.copyOf(givers);
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
            @Nullable LocalDate countedOn) {}

    /**
     * A producer that gave something, once whatever it gave: repayment and deliveries tell of no single grant.
     *
     * @param since the day of its first grant
     * @param advanceOutstandingFen what the household still has to give back to it, over all recoverable grants; null
     *     where none was recoverable
     * @param boughtBack what the household delivered to its lots since that day, by SKU and unit
     */
    public record Giver(
            ProducerId producer, LocalDate since, @Nullable Money advanceOutstandingFen, List<BoughtBack> boughtBack) {

        public Giver {
            boughtBack = List.copyOf(boughtBack);
        }

        Giver with(List<BoughtBack> bought) {
            return new Giver(producer, since, advanceOutstandingFen, bought);
        }
    }

    /**
     * Deliveries to lots of one SKU.
     *
     * @param product the listing's title
     * @param unit PIECE or GRAM
     */
    public record BoughtBack(SkuId sku, @Nullable String product, String unit, long units) {}

    /**
     * A lesson that members attended.
     *
     * @param teacherKind EXPERT_GROUP, INSTRUCTOR or PRODUCER
     * @param minutes of all members of the household together
     */
    public record Lesson(
            UUID id, String title, String teacher, String teacherKind, Instant startsAt, long members, long minutes) {}
}
