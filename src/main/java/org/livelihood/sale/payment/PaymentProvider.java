package org.livelihood.sale.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.RefundId;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * A payment provider 支付渠道. Every call may be repeated: payments and refunds are known to it by our numbers. None is
 * made inside a transaction of ours.
 */
public interface PaymentProvider {

    /** The name in settings and in the path of its notifications. */
    String name();

    /** Opens a payment and answers with the address at which the buyer pays. */
    Mono<String> create(PaymentId payment, Money amount, Instant expiresAt);

    /** How the payment stands; NOT_PAID for one that the provider does not know. */
    Mono<Standing> query(PaymentId payment);

    /** Makes sure that nobody can pay it any more; answers how it stands, which may be PAID. */
    Mono<Standing> close(PaymentId payment);

    /** Gives money of a paid payment back, once for a refund's number; completes when the provider has done it. */
    Mono<Void> refund(PaymentId payment, RefundId refund, Money amount);

    /**
     * Reads a notification.
     *
     * @param body the raw body, over which it is signed
     * @return an error with {@link PaymentReason#BAD_SIGNATURE} unless it is the provider's own and fresh
     */
    Mono<Notification> read(HttpHeaders headers, byte[] body);

    /**
     * How a payment stands at the provider.
     *
     * @param transaction the provider's number of the transfer, with PAID only
     */
    record Standing(State state, @Nullable String transaction, Money amount) {}

    /** Whether money has moved. */
    enum State {
        NOT_PAID,
        PAID,
        CLOSED
    }

    /** What a provider tells unasked. */
    record Notification(PaymentId payment, Standing standing) {}
}
