package org.livelihood.payout;

import java.time.Instant;
import java.util.UUID;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;

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
