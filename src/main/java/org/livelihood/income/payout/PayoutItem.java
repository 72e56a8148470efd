package org.livelihood.income.payout;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.income.bank.OrderStanding;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * One payee in one batch.
 *
 * @param payee the confirmed payee it was made for
 * @param gross what is paid of earnings; net is what the bank pays after recoup and clawback
 */
record PayoutItem(
        UUID id,
        Party party,
        UUID payee,
        Money grossFen,
        Money recoupFen,
        Money clawbackFen,
        Money netFen,
        ItemStatus status,
        @Nullable String receipt,
        @Nullable String failure,
        @Nullable Instant settledAt) {

    /** The failure of an item that the bank was never given. */
    static final String WITHDRAWN = "PAYEE_CHANGED";

    private boolean isWithdrawn() {
        return WITHDRAWN.equals(failure);
    }

    static PayoutItem made(UUID id, Party party, UUID payee, PayoutAmounts amounts) {
        return new PayoutItem(
                id,
                party,
                payee,
                amounts.gross(),
                amounts.recoup(),
                amounts.clawback(),
                amounts.net(),
                ItemStatus.MADE,
                null,
                null,
                null);
    }

    /** As the bank's results are held against it. */
    OrderStanding standing() {
        OrderStanding.State state = status == ItemStatus.SUBMITTED
                ? OrderStanding.State.UNDER_WAY
                : isWithdrawn() ? OrderStanding.State.WITHDRAWN : OrderStanding.State.ANSWERED;
        return new OrderStanding(id, state, receipt, failure);
    }

    Money settled() {
        return netFen.plus(recoupFen);
    }
}
