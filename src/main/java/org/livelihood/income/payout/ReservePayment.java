package org.livelihood.income.payout;

import java.time.Instant;
import java.util.UUID;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/**
 * What was paid into a producer's risk reserve.
 *
 * @param evidence number or digest of the document it stands on
 */
record ReservePayment(UUID id, Payer payer, Money amountFen, String reason, String evidence, Instant recordedAt) {

    /** Out of whose part of the sales. */
    enum Payer {
        PRODUCER,
        PLATFORM;

        Party of(ProducerId producer) {
            return this == PRODUCER ? Party.of(producer) : Party.PLATFORM;
        }
    }
}
