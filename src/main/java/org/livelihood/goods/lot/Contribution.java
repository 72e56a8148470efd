package org.livelihood.goods.lot;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Work;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.WorkerId;

/**
 * What one person put into a lot.
 *
 * @param party the household to which the person belonged on the day, or she herself where she was of none
 * @param member the member of the household, null where she was of none
 * @param operation which operation of the agreement, or {@link #DELIVERED}
 * @param units pieces, grams or minutes; below zero in a correction
 * @param evidence number or digest of the record that shows it
 * @param corrects the contribution of the same lot that a correction takes off from, whose day is its day; else null
 */
public record Contribution(
        Party party,
        @Nullable MemberId member,
        Work.Kind kind,
        String operation,
        Work.Unit unit,
        long units,
        LocalDate workedOn,
        String evidence,
        @Nullable UUID corrects) {

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
            String evidence,
            @Nullable UUID corrects) {

        public Entry(
                @Nullable MemberId member,
                @Nullable WorkerId worker,
                Work.Kind kind,
                String operation,
                long units,
                LocalDate workedOn,
                String evidence) {
            this(member, worker, kind, operation, units, workedOn, evidence, null);
        }

        /** Units below zero take off what an entry named says; units above say something new. */
        boolean isCorrection() {
            return units < 0;
        }

        /** The member, or the worker of no household. */
        UUID person() {
            return member == null ? Objects.requireNonNull(worker).value() : member.value();
        }
    }

    /**
     * A contribution as it stands.
     *
     * @param person the member, or the worker of no household
     * @param units what was entered
     * @param left what corrections left of it
     */
    public record Entered(
            UUID id,
            Party party,
            @Nullable MemberId member,
            UUID person,
            Work.Kind kind,
            String operation,
            Work.Unit unit,
            long units,
            long left,
            LocalDate workedOn,
            String evidence) {

        /** Whether a correction speaks of this work: of the same person, in the same operation. */
        boolean isOf(Entry correction) {
            return person.equals(correction.person())
                    && kind == correction.kind()
                    && operation.equals(correction.operation());
        }

        /** Whether it is known who it was; of old entries only the household may be. */
        boolean isOfPerson() {
            return member != null || party.kind() == Party.Kind.WORKER;
        }

        /** All that is left of it. */
        Contribution takenOff() {
            return new Contribution(party, member, kind, operation, unit, -left, workedOn, evidence, id);
        }

        /** What is left of it as another party's; the member is told where the party is a household. */
        Contribution movedTo(Party other, MemberId of) {
            MemberId told = other.kind() == Party.Kind.HOUSEHOLD ? of : null;
            return new Contribution(other, told, kind, operation, unit, left, workedOn, evidence, null);
        }

        Contribution correctedBy(Entry correction) {
            return new Contribution(
                    party, member, kind, operation, unit, correction.units(), workedOn, correction.evidence(), id);
        }
    }
}
