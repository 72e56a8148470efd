package org.livelihood.income.payout;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/**
 * Something that may be paid, or was.
 *
 * @param run the release that brought it, or the batch that took a clawback
 * @param sourceKind {@code SALES} with the run as its source, the kind of a payable's source, or {@code CLAWBACK}
 * @param line whose refund takes it back; null where nothing is taken back or a clawback is
 * @param amount negative where it takes something back
 * @param recoup kept back from its cash against an advance
 */
public record Earning(
        ProducerId producer,
        UUID id,
        UUID run,
        Party party,
        String sourceKind,
        UUID sourceId,
        int sourceSeq,
        @Nullable OrderLineId line,
        String basis,
        IncomeCategory category,
        IncomeNature nature,
        Money amount,
        Money recoup,
        LocalDate earnedOn,
        Status status,
        @Nullable UUID item,
        @Nullable Instant confirmedAt) {

    static final String SALES = "SALES";
    static final String CLAWBACK = "CLAWBACK";

    @Nullable
    UUID lineId() {
        return line == null ? null : line.value();
    }

    /** Where the money is. */
    public enum Status {
        PAYABLE,
        SUBMITTED,
        CONFIRMED
    }
}
