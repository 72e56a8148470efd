package org.livelihood.sale.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.HttpReason;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.order.Awaited;
import org.livelihood.sale.order.Settlements;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** One batch of payments that are opened together: keys, orders and payments in one transaction, in that order. */
@Component
class OpeningBatch {

    private static final Duration FIRST_QUESTION = Duration.ofSeconds(30);

    private final PaymentStore store;
    private final Settlements settlements;
    private final PaymentDestinations destinations;
    private final Clock clock;

    OpeningBatch(PaymentStore store, Settlements settlements, PaymentDestinations destinations, Clock clock) {
        this.store = store;
        this.settlements = settlements;
        this.destinations = destinations;
        this.clock = clock;
    }

    /** What a key stands for: a payment, or why there is none. */
    private record Outcome(
            byte[] fingerprint,
            @Nullable Payment payment,
            @Nullable Refusal refusal) {}

    /** An answer for each, in order; one that goes alone and is refused fails as a whole. */
    @Transactional
    public Mono<List<Mono<Payments.Opened>>> open(List<PaymentWish> openings) {
        return store.earlier(openings).flatMap(earlier -> {
            Map<PaymentWish.Claim, Outcome> outcomes = new HashMap<>();
            earlier.forEach(one -> outcomes.put(one.claim(), new Outcome(one.fingerprint(), one.payment(), null)));
            Map<PaymentWish.Claim, PaymentWish> firsts = new LinkedHashMap<>();
            openings.stream()
                    .filter(opening -> !outcomes.containsKey(opening.claim()))
                    .forEach(opening -> firsts.putIfAbsent(opening.claim(), opening));
            return openFresh(List.copyOf(firsts.values()), outcomes)
                    .then(Mono.fromSupplier(() -> openings.stream()
                            .map(opening -> answer(opening, firsts, outcomes))
                            .toList()))
                    .flatMap(OpeningBatch::whole);
        });
    }

    /** Of several producers, some may have granted what another refuses: who goes alone takes nothing then. */
    private static Mono<List<Mono<Payments.Opened>>> whole(List<Mono<Payments.Opened>> answers) {
        return answers.size() == 1 ? answers.get(0).map(opened -> List.of(Mono.just(opened))) : Mono.just(answers);
    }

    private Mono<Void> openFresh(List<PaymentWish> openings, Map<PaymentWish.Claim, Outcome> outcomes) {
        if (openings.isEmpty()) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        return settlements
                .open(openings.stream().map(PaymentWish::wish).toList())
                .flatMap(awaited -> {
                    List<PaymentWish.Fresh> fresh = new ArrayList<>();
                    for (int i = 0; i < openings.size(); i++) {
                        PaymentWish opening = openings.get(i);
                        outcomes.put(opening.claim(), outcome(opening, awaited.get(i), fresh));
                    }
                    return store.save(fresh, now, now.plus(FIRST_QUESTION))
                            .doOnSuccess(saved -> fresh.forEach(
                                    one -> destinations.remember(one.payment().id(), one.destination())));
                });
    }

    private static Outcome outcome(PaymentWish opening, Awaited awaited, List<PaymentWish.Fresh> fresh) {
        byte[] fingerprint = opening.key().fingerprint();
        if (awaited.refusal() != null) {
            return new Outcome(fingerprint, null, awaited.refusal());
        }
        PaymentWish.Fresh one = PaymentWish.Fresh.of(opening, awaited.orders());
        fresh.add(one);
        return new Outcome(fingerprint, one.payment(), null);
    }

    private static Mono<Payments.Opened> answer(
            PaymentWish opening, Map<PaymentWish.Claim, PaymentWish> firsts, Map<PaymentWish.Claim, Outcome> outcomes) {
        Outcome outcome = outcomes.get(opening.claim());
        if (outcome == null) {
            return Mono.error(() -> new IllegalStateException("no outcome"));
        }
        Payment payment = outcome.payment();
        if (!opening.isSameAs(outcome.fingerprint())) {
            return Mono.error(() -> new Refusal(
                    payment == null ? HttpReason.IDEMPOTENCY_KEY_IN_FLIGHT : HttpReason.IDEMPOTENCY_KEY_REUSED));
        }
        Refusal refusal = outcome.refusal();
        return payment == null
                ? Mono.error(() -> refusal == null ? new IllegalStateException("no payment") : refusal)
                : Mono.just(new Payments.Opened(payment, firsts.get(opening.claim()) != opening));
    }
}
