package org.livelihood.sale.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PaymentId;

/**
 * One transfer of a buyer's money over one or more of her orders.
 *
 * @param provider name of the payment provider
 * @param cashierUrl where the buyer pays, null until the provider has answered
 * @param expiresAt until when it can be paid: when the first of its orders expires
 */
public record Payment(
        PaymentId id,
        AccountId buyer,
        String provider,
        Status status,
        Money amount,
        @Nullable String cashierUrl,
        Instant expiresAt,
        @Nullable Instant paidAt) {

    /** Where a payment stands. */
    public enum Status {
        PENDING,
        PAID,
        CLOSED
    }

    Payment withCashier(String url) {
        return new Payment(id, buyer, provider, status, amount, url, expiresAt, paidAt);
    }

    /** The number under which the provider knows it. */
    String number() {
        return id.toString();
    }
}
