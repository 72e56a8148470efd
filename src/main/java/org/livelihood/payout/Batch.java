package org.livelihood.payout;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Money;

/**
 * Payouts that one person makes and another approves.
 *
 * @param items how many payees
 * @param netFen what the bank pays altogether
 */
record Batch(
        UUID id,
        Status status,
        AccountId madeBy,
        Instant madeAt,
        @Nullable AccountId decidedBy,
        @Nullable Instant decidedAt,
        int items,
        Money netFen) {

    enum Status {
        MADE,
        APPROVED,
        CANCELLED
    }
}
