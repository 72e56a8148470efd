package org.livelihood.lot;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.MemberId;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.WorkerId;
import org.livelihood.linkage.Work;

/**
 * What one person put into a lot.
 *
 * @param party the household to which the person belonged on the day, or she herself where she was of none
 * @param member the member of the household, null where she was of none
 * @param operation which operation of the agreement, or {@link #DELIVERED}
 * @param units pieces, grams or minutes; a correction is a negative contribution
 * @param evidence number or digest of the record that shows it
 */
public record Contribution(
        Party party,
        @Nullable MemberId member,
        Work.Kind kind,
        String operation,
        Work.Unit unit,
        long units,
        LocalDate workedOn,
        String evidence) {

    public static final String DELIVERED = "delivery";

    /** Who worked: the member, or the worker of no household. */
    UUID person() {
        return member == null ? party.id() : member.value();
    }

    /** What a caller says. Whether as a member or a worker: it names a person, and where she belonged is looked up. */
    public record Entry(
            @Nullable MemberId member,
            @Nullable WorkerId worker,
            Work.Kind kind,
            String operation,
            long units,
            LocalDate workedOn,
            String evidence) {

        /** The member, or the worker of no household. */
        UUID person() {
            return member == null ? Objects.requireNonNull(worker).value() : member.value();
        }
    }
}
