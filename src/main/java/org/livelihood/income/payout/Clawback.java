package org.livelihood.income.payout;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;

/**
 * What was paid and is not owed any more, because a sale was refunded after its income was paid.
 *
 * @param lineId the sold line that was refunded
 * @param recoveredFen what payouts have kept back of it, those on their way included
 * @param waivedFen what is not asked back: the risk reserve or the producer bears it
 * @param waiverReason why, the last time
 */
record Clawback(
        UUID id,
        @Nullable OrderLineId lineId,
        Party party,
        String basis,
        IncomeCategory category,
        Money amountFen,
        Money recoveredFen,
        Money waivedFen,
        Instant createdAt,
        @Nullable String waiverReason) {

    Money open() {
        return amountFen.minus(recoveredFen).minus(waivedFen);
    }
}
