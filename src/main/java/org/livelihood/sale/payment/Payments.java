package org.livelihood.sale.payment;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.order.Settlements;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the payments 支付: opened over orders, captured when a provider says so, closed before their orders expire. */
@Service
public class Payments {

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
     * A payment that was asked for.
     *
     * @param replayed whether the key had opened it before
     */
    public record Opened(Payment payment, boolean replayed) {}

    /** The caller's own payment. */
    public Mono<Payment> get(Caller caller, PaymentId id) {
        return store.find(id)
                .filter(payment -> payment.buyer().equals(caller.account()))
                .switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.NOT_FOUND, id)));
    }

    /** The providers' answers to payments that were opened: each payment as it stands from now on. */
    @Transactional
    public Mono<List<Payment>> setCheckouts(List<Openings.Answered> answers) {
        return store.setCheckouts(answers)
                .map(standing -> answers.stream()
                        .map(answer -> Objects.requireNonNull(standing.get(answer.payment())))
                        .toList());
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
