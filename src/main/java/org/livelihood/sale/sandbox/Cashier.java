package org.livelihood.sale.sandbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Lane;
import org.livelihood.platform.database.NaturalBatches;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Face of the sandbox cashier 沙箱收银台, as a merchant's server and a payer see a payment provider.
 *
 * <p>Every call of the merchant may be repeated: payments and refunds are known by the numbers that he gave them.
 */
@Service
public class Cashier {

    private static final int LARGEST = 256;
    private static final int MOST_WAITING = 4096;
    private static final String ALL = "payers";

    private final CashierStore store;
    private final NaturalBatches<String, CashierBatch.Wish, Payment> wishes;
    private final NaturalBatches<String, CashierBatch.Decision, Mono<Payment>> decisions;
    private final Mono<byte[]> secret;
    private final Sinks.Many<Long> hints = Sinks.many().multicast().directBestEffort();

    Cashier(CashierStore store, CashierBatch batch) {
        this.store = store;
        this.wishes = new NaturalBatches<>(1, LARGEST, MOST_WAITING, Lane.COMMANDS, (all, some) -> batch.create(some));
        this.decisions =
                new NaturalBatches<>(1, LARGEST, MOST_WAITING, Lane.COMMANDS, (all, some) -> batch.decide(some));
        this.secret = Mono.defer(batch::secret).cacheInvalidateIf(known -> false);
    }

    /** Where a payment stands at the provider. */
    public enum State {
        OPEN,
        PAID,
        CLOSED
    }

    /**
     * A payment as the provider knows it.
     *
     * @param number the merchant's
     * @param transaction the provider's number of the transfer, null until paid
     */
    public record Payment(
            UUID id,
            String number,
            Money amount,
            State state,
            @Nullable String transaction,
            Instant expiresAt) {}

    /** Opens a payment; one that is known already is given back as it stands. */
    public Mono<Payment> create(String number, Money amount, String notifyUrl, Instant expiresAt) {
        return wishes.submit(ALL, new CashierBatch.Wish(Uuids.next(), number, amount, notifyUrl, expiresAt));
    }

    /** Refused with NOT_FOUND when no such payment was opened. */
    public Mono<Payment> byNumber(String number) {
        return store.byNumber(number).switchIfEmpty(Mono.error(() -> new Refusal(SandboxReason.NOT_FOUND, number)));
    }

    /** What the payer is shown. */
    public Mono<Payment> byId(UUID id) {
        return store.byId(id).switchIfEmpty(Mono.error(() -> new Refusal(SandboxReason.NOT_FOUND, id)));
    }

    /** Closes an open payment, so that nobody can pay it any more; answers how it stands, which may be PAID. */
    @Transactional
    public Mono<Payment> close(String number) {
        return store.close(number).then(byNumber(number));
    }

    /** Gives money back; a refund number that is known already changes nothing. */
    @Transactional
    public Mono<Void> refund(String number, String refundNumber, Money amount) {
        return byNumber(number)
                .flatMap(payment -> store.lock(payment.id())
                        .then(store.hasRefund(refundNumber))
                        .flatMap(known -> known
                                ? Mono.<Void>empty()
                                : store.refund(payment.id(), refundNumber, amount)
                                        .filter(rows -> rows == 1)
                                        .switchIfEmpty(
                                                Mono.error(() -> new Refusal(SandboxReason.REFUND_TOO_MUCH, number)))
                                        .then()));
    }

    /** The payer pays, or declines; either way the merchant is told. Refused with NOT_OPEN the second time. */
    public Mono<Payment> decide(UUID id, boolean pays) {
        return decisions
                .submit(ALL, new CashierBatch.Decision(id, pays ? "T" + Uuids.next() : null))
                .flatMap(decided -> decided)
                .switchIfEmpty(Mono.defer(() ->
                        byId(id).flatMap(known -> Mono.error(() -> new Refusal(SandboxReason.NOT_OPEN, id)))));
    }

    /** The secret that notices are signed with (HMAC-SHA256); made once. */
    public Mono<byte[]> secret() {
        return secret;
    }

    /** Emits when notices wait; only a hint. */
    Flux<Long> hints() {
        return hints.asFlux();
    }

    synchronized void hint() {
        hints.tryEmitNext(1L);
    }
}
