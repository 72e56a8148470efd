package org.livelihood.sale.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** What the cashier does for many at once: one transaction each, however many there are. */
@Component
class CashierBatch {

    private final CashierStore store;
    private final Clock clock;
    private final int copies;
    private final Duration delay;

    CashierBatch(CashierStore store, Clock clock, SandboxSettings settings) {
        this.store = store;
        this.clock = clock;
        this.copies = settings.noticeCopies();
        this.delay = settings.noticeDelay();
    }

    /** A payment that a merchant wants opened. */
    record Wish(UUID id, String number, Money amount, String notifyUrl, Instant expiresAt) {}

    /**
     * What a payer has decided.
     *
     * @param transaction the number of her transfer; null where she declines
     */
    record Decision(UUID payment, @Nullable String transaction) {}

    /** Each as it stands, in order. */
    @Transactional
    public Mono<List<Cashier.Payment>> create(List<Wish> wishes) {
        return store.create(wishes)
                .then(Mono.defer(() -> store.byNumbers(wishes)))
                .map(known -> wishes.stream()
                        .map(wish -> Objects.requireNonNull(known.get(wish.number())))
                        .toList());
    }

    /** Each as it stands, in order; empty for one that could not be decided, or was decided beside it. */
    @Transactional
    public Mono<List<Mono<Cashier.Payment>>> decide(List<Decision> decisions) {
        Instant now = clock.instant();
        return store.decide(decisions, now, now.plus(delay), copies)
                .map(decided -> decisions.stream()
                        .map(decision -> Mono.justOrEmpty(takenFrom(decided, decision)))
                        .toList());
    }

    /** Two who decide one payment at once: one of them has. */
    private static Cashier.@Nullable Payment takenFrom(Map<UUID, Cashier.Payment> decided, Decision decision) {
        Cashier.Payment payment = decided.get(decision.payment());
        boolean own = payment != null && Objects.equals(payment.transaction(), decision.transaction());
        return own ? decided.remove(decision.payment()) : null;
    }

    @Transactional
    public Mono<byte[]> secret() {
        return store.makeSecret().then(store.secret());
    }
}
