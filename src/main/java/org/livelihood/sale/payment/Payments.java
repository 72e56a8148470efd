package org.livelihood.sale.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.order.Order;
import org.livelihood.sale.order.OrderReason;
import org.livelihood.sale.order.Settlements;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the payments 支付: opened over orders, captured when a provider says so, closed before their orders expire. */
@Service
public class Payments {

    private static final Duration FIRST_QUESTION = Duration.ofSeconds(30);

    private final PaymentStore store;
    private final Settlements settlements;
    private final Clock clock;

    Payments(PaymentStore store, Settlements settlements, Clock clock) {
        this.store = store;
        this.settlements = settlements;
        this.clock = clock;
    }

    /**
     * How somebody pays: with whom, and by which of his methods.
     *
     * @see ProviderTalk#way
     */
    public record Way(String provider, PaymentMethod method) {}

    /**
     * Opens one payment over one or more of the caller's own orders; they do not expire while it is open.
     *
     * @throws Refusal {@link OrderReason#NOT_FOUND} or {@link OrderReason#NOT_AWAITING_PAYMENT}
     */
    @Transactional
    public Mono<Payment> open(Caller caller, List<OrderId> orderIds, Way way) {
        List<OrderId> distinct = orderIds.stream().distinct().toList();
        return settlements.open(caller.account(), distinct).flatMap(orders -> {
            Instant now = clock.instant();
            Payment payment = payment(caller, orders, way);
            return store.save(payment, orders, now, now.plus(FIRST_QUESTION)).thenReturn(payment);
        });
    }

    private static Payment payment(Caller caller, List<Order> orders, Way way) {
        return new Payment(
                PaymentId.next(),
                caller.account(),
                way.provider(),
                way.method(),
                Payment.Status.PENDING,
                Money.sum(orders.stream().map(Order::total).toList()),
                null,
                Map.of(),
                orders.stream().map(Order::expiresAt).min(Instant::compareTo).orElseThrow(),
                null);
    }

    /** The caller's own payment. */
    public Mono<Payment> get(Caller caller, PaymentId id) {
        return store.find(id)
                .filter(payment -> payment.buyer().equals(caller.account()))
                .switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.NOT_FOUND, id)));
    }

    /** The provider's answer to a payment that was opened: where and how the buyer pays. */
    @Transactional
    public Mono<Void> setCheckout(PaymentId id, PaymentProvider.Checkout checkout) {
        return store.setCheckout(id, checkout);
    }

    /** The provider has closed it: its orders may expire. Nothing happens to one that is paid or closed already. */
    @Transactional
    public Mono<Void> close(PaymentId id) {
        return store.close(id)
                .filter(closed -> closed)
                .flatMap(closed -> store.orders(id).collectList())
                .flatMap(settlements::close);
    }

    /** Pending payments to ask the provider about now. */
    @Transactional
    public Mono<List<Payment>> toAsk(Duration pause, int limit) {
        return store.claimToAsk(clock.instant(), pause, limit).collectList();
    }

    Mono<Payment> find(PaymentId id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.NOT_FOUND, id)));
    }

    boolean isOver(Payment payment) {
        return !payment.expiresAt().isAfter(clock.instant());
    }

    /** Whether this transfer is the one that paid it. */
    Mono<Boolean> isPaidBy(PaymentId id, String transaction) {
        return store.transaction(id)
                .map(known -> Objects.equals(known, transaction))
                .defaultIfEmpty(false);
    }
}
