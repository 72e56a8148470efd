package org.livelihood.people.household;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Uuids;

/**
 * That a person belongs to a household from one day to another, both included.
 *
 * @param span the same for all versions of this stay; the one recorded last counts
 * @param from null where it was always so
 * @param until null where it goes on
 * @param reason why it began, ended, or was written anew
 * @param document where that stands
 */
record Stay(
        UUID person,
        UUID span,
        HouseholdId household,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        Why reason,
        String document) {

    /** Why somebody came to a household, or left it. */
    enum Why {
        ENTERED,
        BORN,
        ADOPTED,
        MARRIED_IN,
        MOVED_IN,
        DIED,
        MARRIED_OUT,
        MOVED_OUT,
        LEFT,
        MERGED,
        SPLIT,
        CORRECTED;

        boolean isComing() {
            return switch (this) {
                case ENTERED, BORN, ADOPTED, MARRIED_IN, MOVED_IN -> true;
                default -> false;
            };
        }

        boolean isGoing() {
            return switch (this) {
                case DIED, MARRIED_OUT, MOVED_OUT, LEFT -> true;
                default -> false;
            };
        }
    }

    static Stay begun(UUID person, HouseholdId household, @Nullable LocalDate from, Why reason, String document) {
        return new Stay(person, Uuids.next(), household, from, null, reason, document);
    }

    Stay from(@Nullable LocalDate first, @Nullable LocalDate last, Why why, String evidence) {
        return new Stay(person, span, household, first, last, why, evidence);
    }

    Stay until(LocalDate last, Why why, String evidence) {
        return from(from, last, why, evidence);
    }

    static Stay of(Readable row) {
        return new Stay(
                Rows.uuid(row, "member_id"),
                Rows.uuid(row, "span_id"),
                Rows.id(row, "household_id", HouseholdId::new),
                row.get("holds_from", LocalDate.class),
                row.get("holds_until", LocalDate.class),
                Rows.name(row, "reason", Why.class),
                Rows.text(row, "document"));
    }
}
