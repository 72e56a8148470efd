package org.livelihood.sale.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** The name in settings, in requests, and in the path of its notifications. */
    String name();

    /** The ways to pay that it offers; the first one is meant where none is named. */
    List<PaymentMethod> methods();

    /** Opens a payment and answers what the buyer's front end needs. */
    Mono<Checkout> create(Opening opening);

    /** How the payment stands; NOT_PAID for one that the provider does not know. */
    Mono<Standing> query(PaymentId payment);

    /** Makes sure that nobody can pay it any more; answers how it stands, which may be PAID. */
    Mono<Standing> close(PaymentId payment);

    /**
     * Gives money of a paid payment back, once for a refund's number; asked again until it is {@link RefundState#DONE}.
     */
    Mono<RefundState> refund(RefundOrder order);

    /**
     * Reads a notification.
     *
     * @param body the raw body, over which it is signed
     * @return an error with {@link PaymentReason#BAD_SIGNATURE} unless it is the provider's own and fresh
     */
    Mono<Notification> read(HttpHeaders headers, byte[] body);

    /**
     * A payment to open.
     *
     * @param method one of {@link #methods()}
     * @param expiresAt after which nobody may pay it any more
     */
    record Opening(PaymentId payment, Money amount, Instant expiresAt, PaymentMethod method, Payer payer) {}

    /**
     * What the buyer's front end needs.
     *
     * @param url the page to open, for the methods that have one
     * @param launch what the provider's own client takes, by name; empty for a page
     */
    record Checkout(@Nullable String url, Map<String, String> launch) {

        public static Checkout page(String url) {
            return new Checkout(url, Map.of());
        }

        public static Checkout launching(Map<String, String> launch) {
            return new Checkout(null, launch);
        }
    }

    /**
     * A refund to make.
     *
     * @param paid what the whole payment was of
     * @param askedBefore whether the provider may know it already
     */
    record RefundOrder(PaymentId payment, RefundId refund, Money amount, Money paid, boolean askedBefore) {}

    /** How a refund stands at the provider. */
    enum RefundState {
        DONE,
        UNDER_WAY,
        /** The provider needs a person to act, in its own console: the buyer's card is closed, or money is lacking. */
        STUCK
    }

    /**
     * How a payment stands at the provider.
     *
     * @param transaction the provider's number of the transfer, with PAID only
     */
    record Standing(State state, @Nullable String transaction, Money amount) {

        public static Standing notPaid() {
            return new Standing(State.NOT_PAID, null, Money.ZERO);
        }

        public static Standing closed() {
            return new Standing(State.CLOSED, null, Money.ZERO);
        }
    }

    /** Whether money has moved. */
    enum State {
        NOT_PAID,
        PAID,
        CLOSED
    }

    /** What a provider tells unasked. */
    sealed interface Notification {}

    /** How a payment stands. */
    record OfPayment(PaymentId payment, Standing standing) implements Notification {}

    /** How a refund stands. */
    record OfRefund(PaymentId payment, RefundId refund, Money amount, RefundState state) implements Notification {}

    /** A trial of the way here, or a kind that means nothing to us. */
    record OfNothing() implements Notification {}
}
