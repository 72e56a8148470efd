package org.livelihood.income.payout;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;

/**
 * Payouts that one person makes and another approves; a third brings what the bank says.
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

    /** Who made it, and who decided about it. */
    List<AccountId> hands() {
        return decidedBy == null ? List.of(madeBy) : List.of(madeBy, decidedBy);
    }

    enum Status {
        MADE,
        APPROVED,
        CANCELLED
    }
}
