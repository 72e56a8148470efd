package org.livelihood.account.trace;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.JournalId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/**
 * A sale line followed to the fen: from its session over its lots to everybody who has a part of it.
 *
 * @param lots the units that stand on the line now
 * @param parts every difference ever posted, in order; they sum to the net amount
 * @param tracedSales the net amount by contributions: another measure, never added to the parts
 */
public record LineTrace(
        Sale sale, List<Units> lots, List<Revision> revisions, List<Part> parts, List<TracedSale> tracedSales) {

    /**
     * @param returned units that came back
     * @param netFen what is left of the sale
     * @param revision how often it was attributed
     * @param ownBuyer what ties the buyer to the producer as of the purchase (ACTS_FOR, MANAGES, WORKS, CONTRIBUTES),
     *     as far as it is known who she is: such a sale is attributed, and counts as no traced sale; null for nothing
     * @param upToDate false while a refund or another change of it still waits for its attribution
     */
    public record Sale(
            OrderLineId line,
            OrderId order,
            ProducerId producer,
            @Nullable SessionId session,
            SkuId sku,
            long quantity,
            long returned,
            Money paidFen,
            Money refundedFen,
            Money netFen,
            int revision,
            boolean upToDate,
            @Nullable String ownBuyer,
            Instant paidAt) {}

    /**
     * @param fromUnit number of the first unit in its lot
     * @param untilUnit number after the last one
     */
    public record Units(LotId lot, long fromUnit, long untilUnit) {}

    /** One attribution and the journal that posted it. */
    public record Revision(
            int revision,
            String cause,
            Money netFen,
            @Nullable JournalId journal,
            Instant effectiveAt,
            Instant recordedAt) {}

    /** @param amountFen the difference that this revision posted */
    public record Part(
            int revision,
            Party party,
            String basis,
            @Nullable IncomeCategory category,
            @Nullable IncomeNature nature,
            Money amountFen,
            String formula,
            @Nullable LotId lot,
            @Nullable AgreementId agreement,
            @Nullable Integer agreementVersion,
            Instant effectiveAt) {}

    public record TracedSale(int revision, LotId lot, Party party, Money amountFen) {}
}
