package org.livelihood.sale.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * What a bill and our own books do not agree on.
 *
 * @param number of the payment or the refund
 * @param ours the amount here, null where it is not known here
 * @param theirs the amount in the bill, or its fee in fen; null where the bill does not have it
 * @param producers whose orders it is about, none where it is not known here
 * @param goneAt when a later bill settled it
 */
public record Difference(
        UUID id,
        String provider,
        LocalDate day,
        Kind kind,
        String number,
        @Nullable Money ours,
        @Nullable Money theirs,
        Set<ProducerId> producers,
        @Nullable Instant goneAt) {

    /** What it is. */
    public enum Kind {
        /** The provider took a payment that is unknown here, or that is not paid here. */
        PAYMENT_UNKNOWN_HERE,
        /** A payment that is paid here is in no bill. */
        PAYMENT_UNKNOWN_THERE,
        PAYMENT_AMOUNT,
        /** Another transfer than the one that paid it: the buyer has paid a second time. */
        PAYMENT_TWICE,
        /** The provider's fee is not what the contract says. */
        FEE,
        REFUND_UNKNOWN_HERE,
        /** A refund that is done here is in no bill. */
        REFUND_UNKNOWN_THERE,
        REFUND_AMOUNT
    }
}
