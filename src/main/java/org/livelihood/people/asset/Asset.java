package org.livelihood.people.asset;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * What a producer gave a household in kind.
 *
 * @param units pieces, such as hens
 * @param valueFen what all of it was worth when it was given; for a GRANT a memo, never income of the year
 * @param evidence number or digest of the receipt that the household signed
 */
public record Asset(
        ProducerId producer,
        AssetId id,
        HouseholdId household,
        Kind kind,
        String what,
        long units,
        Money valueFen,
        LocalDate givenOn,
        String evidence,
        Instant recordedAt) {

    /** Whether it is to be given back in kind or money. */
    public enum Kind {
        /** 无偿. */
        GRANT,
        /** 有偿: kept back from what the household delivers. */
        RECOVERABLE
    }

    /** What may become of it. */
    public enum EventKind {
        /** Counted on a day; changes no balance. */
        KEPT,
        /** Died or lost. */
        LOST,
        /** Given back to the producer. */
        RETURNED,
        /** One event was wrong; the right one follows on its own. */
        REVERSED
    }

    /** What a caller says of a new asset. */
    public record Draft(
            HouseholdId household,
            Kind kind,
            String what,
            long units,
            Money value,
            LocalDate givenOn,
            String evidence) {}

    /**
     * What a caller says of an event.
     *
     * @param relieved whether the producer bears the loss; what is returned is always relieved
     * @param reverses number of the event that was wrong, for REVERSED only
     */
    public record EventDraft(
            EventKind kind,
            long units,
            LocalDate on,
            boolean relieved,
            @Nullable Integer reverses,
            String evidence) {}

    /**
     * @param seq its number in this asset's history, from 1
     * @param reliefFen what the household no longer owes of its advance for it; negative where a reversal restores it
     */
    public record Event(
            int seq,
            EventKind kind,
            long units,
            LocalDate on,
            boolean relieved,
            Money reliefFen,
            @Nullable Integer reverses,
            String evidence,
            Instant recordedAt) {}

    /** An asset, its history, and the units left after all of it. */
    public record History(Asset asset, List<Event> events, long unitsLeft) {

        public History {
            events = List.copyOf(events);
        }
    }
}
