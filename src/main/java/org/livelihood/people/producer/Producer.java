package org.livelihood.people.producer;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ProducerId;

/** A producer 经营主体. */
public record Producer(ProducerId id, String name, Kind kind, String regionCode, Status status) {

    /** Kinds of producers. */
    public enum Kind {
        /** 扶贫车间. */
        WORKSHOP,
        /** 龙头企业. */
        ENTERPRISE,
        /** 合作社. */
        COOPERATIVE,
        FARM,
        /** 园区. */
        PARK
    }

    /** From the producer's application over the county's recommendation to the platform's decision. */
    public enum Status {
        APPLIED,
        RECOMMENDED,
        APPROVED,
        REJECTED
    }

    /** How a person stands to a producer. */
    public enum Stands {
        WORKER,
        SUPPLIER,
        SHAREHOLDER,
        TRUSTOR,
        LESSOR
    }

    /**
     * How a person stands to a producer. Whether she is of a registered household is not said: it is nobody's business
     * here, and another one's on another day.
     *
     * @param until last day, null while open
     */
    public record Membership(
            UUID id,
            UUID person,
            Stands kind,
            LocalDate from,
            @Nullable LocalDate until,
            int contractMonths) {}

    /**
     * Workers on a day, counted from memberships.
     *
     * @param poorWorkers those of households that are registered that day
     * @param poorWithContract those among them whose contract is long enough for the rule
     * @param poorBasisPoints their share of all workers, in 1/10,000, rounded half up: 25 of 33 is 7,576
     */
    public record Roster(LocalDate day, int workers, int poorWorkers, int poorWithContract, int poorBasisPoints) {

        static Roster of(LocalDate day, int workers, int poor, int poorWithContract) {
            int share = workers == 0 ? 0 : (int) ((poor * 20_000L + workers) / (2L * workers));
            return new Roster(day, workers, poor, poorWithContract, share);
        }
    }

    /**
     * When a producer of a region counts as a poverty-alleviation workshop 扶贫车间认定.
     *
     * @param minPoorWorkers enough poor workers, or
     * @param minPoorBasisPoints enough of the staff, in 1/10,000
     * @param minContractMonths and contracts of at least so many months
     */
    public record Rule(
            String regionCode,
            LocalDate validFrom,
            int minPoorWorkers,
            int minPoorBasisPoints,
            int minContractMonths,
            String document) {

        /** Whether the roster meets this rule. */
        public boolean isMetBy(Roster roster) {
            boolean share = roster.poorWithContract() * 10_000L >= (long) minPoorBasisPoints * roster.workers();
            return roster.poorWithContract() > 0 && (roster.poorWithContract() >= minPoorWorkers || share);
        }
    }

    /** The rule that applies, the roster of the day, and whether it is met. */
    public record Recognition(Rule rule, Roster roster, boolean recognized) {}
}
