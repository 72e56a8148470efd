package org.livelihood.sale.payment;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PaymentId;

/**
 * One transfer of a buyer's money over one or more of her orders.
 *
 * @param provider name of the payment provider
 * @param cashierUrl the page where the buyer pays, null where there is none or the provider has not answered yet
 * @param launch what the provider's own client takes; empty where a page is opened
 * @param expiresAt until when it can be paid: when the first of its orders expires
 */
public record Payment(
        PaymentId id,
        AccountId buyer,
        String provider,
        PaymentMethod method,
        Status status,
        Money amount,
        @Nullable String cashierUrl,
        Map<String, String> launch,
        Instant expiresAt,
        @Nullable Instant paidAt) {

    /** Where a payment stands. */
    public enum Status {
        PENDING,
        PAID,
        CLOSED
    }

    /** Whether the provider has answered. */
    boolean isAnnounced() {
        return cashierUrl != null || !launch.isEmpty();
    }
}
