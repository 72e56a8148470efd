package org.livelihood.lot;

import java.time.Instant;
import java.util.List;
import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.IncomeCategory;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SkuId;

/**
 * A lot after sealing: nothing of it changes any more.
 *
 * @param units how many units of the SKU it holds
 * @param contributions units of work or delivery by party, summed: the weights of traced sales and of rebates
 * @param payables what each party was owed at sealing, by basis; a sale of these units explains them (TRACE)
 */
public record SealedLot(
        ProducerId producer,
        LotId id,
        SkuId sku,
        long units,
        AgreementId agreement,
        int agreementVersion,
        Instant sealedAt,
        List<Contributed> contributions,
        List<Payable> payables) {

    public SealedLot {
        contributions = List.copyOf(contributions);
        payables = List.copyOf(payables);
    }

    SealedLot with(List<Contributed> contributed, List<Payable> owed) {
        return new SealedLot(producer, id, sku, units, agreement, agreementVersion, sealedAt, contributed, owed);
    }

    /** @param party a household or a worker of none */
    public record Contributed(Party party, long units) {}

    /** @param basis why: {@code PIECE_RATE}, {@code TIME_RATE}, {@code PURCHASE}, {@code GUARANTEE_TOP_UP} */
    public record Payable(Party party, String basis, IncomeCategory category, Money amount) {}
}
