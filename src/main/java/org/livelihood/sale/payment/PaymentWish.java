package org.livelihood.sale.payment;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.sale.order.Awaited;

/**
 * A payment that somebody wants to open, once for her key.
 *
 * @param orders each once
 * @param way with whom, and how
 */
record PaymentWish(Idempotency.Key key, List<OrderId> orders, Payments.Way way) {

    PaymentWish {
        orders = orders.stream().distinct().toList();
    }

    /** What makes it happen once. */
    record Claim(AccountId buyer, String key) {}

    AccountId buyer() {
        return key.caller().account();
    }

    Claim claim() {
        return new Claim(buyer(), key.text());
    }

    Awaited.Wish wish() {
        return new Awaited.Wish(buyer(), orders);
    }

    boolean isSameAs(byte[] fingerprint) {
        return MessageDigest.isEqual(fingerprint, key.fingerprint());
    }

    /** What its key has opened before. */
    record Earlier(Claim claim, Payment payment, byte[] fingerprint) {}

    /** A payment with what it is for, to be written down. */
    record Fresh(Payment payment, Idempotency.Key key, List<Awaited.Due> orders) {

        static Fresh of(PaymentWish wish, List<Awaited.Due> orders) {
            Payment payment = new Payment(
                    PaymentId.next(),
                    wish.buyer(),
                    wish.way().provider(),
                    wish.way().method(),
                    Payment.Status.PENDING,
                    Money.sum(orders.stream().map(Awaited.Due::total).toList()),
                    null,
                    Map.of(),
                    orders.stream()
                            .map(Awaited.Due::expiresAt)
                            .min(Instant::compareTo)
                            .orElseThrow(),
                    null);
            return new Fresh(payment, wish.key(), orders);
        }

        PaymentDestinations.Destination destination() {
            Set<ProducerId> producers = new HashSet<>();
            orders.forEach(order -> producers.add(order.producer()));
            return new PaymentDestinations.Destination(payment.provider(), producers);
        }
    }
}
