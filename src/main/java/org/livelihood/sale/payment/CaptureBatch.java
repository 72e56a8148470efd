package org.livelihood.sale.payment;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.RefundId;
import org.livelihood.sale.order.Settled;
import org.livelihood.sale.order.Settlements;
import org.livelihood.sale.payment.CaptureStore.Part;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** One batch of captures: payments, orders, stock, ledger and outbox in one transaction, locked in that order. */
@Component
class CaptureBatch {

    private final CaptureStore store;
    private final Settlements settlements;
    private final Ledger ledger;
    private final CaptureEvents events;
    private final Clock clock;

    CaptureBatch(CaptureStore store, Settlements settlements, Ledger ledger, CaptureEvents events, Clock clock) {
        this.store = store;
        this.settlements = settlements;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /**
     * For each capture whether it was the first for its payment and has taken effect.
     *
     * @param producer whose orders all of them pay; null for payments over orders of several
     */
    @Transactional
    public Mono<List<Boolean>> capture(@Nullable ProducerId producer, List<Captures.Capture> captures) {
        Instant now = clock.instant();
        return store.claim(producer, captures, now)
                .flatMap(parts -> settlements
                        .settle(parts.stream().map(Part::receipt).toList())
                        .flatMap(settled -> write(parts, settled, now))
                        .thenReturn(firsts(captures, parts)));
    }

    private Mono<Void> write(List<Part> parts, List<Settled> settled, Instant now) {
        if (parts.isEmpty()) {
            return Mono.empty();
        }
        List<Journal> journals = new ArrayList<>();
        List<Extra> extras = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Settled outcome = settled.get(i);
            if (outcome.paid()) {
                journals.add(capture(part, "capture:" + part.order(), outcome.shipping(), now));
                discount(part, outcome.borne(), now).ifPresent(journals::add);
            } else {
                Extra extra = new Extra(part, RefundId.next());
                extras.add(extra);
                journals.add(capture(part, "capture:" + part.order() + ":" + part.payment(), Money.ZERO, now));
                journals.add(RefundPosting.journal(part.producer(), extra.refund(), part.amount(), now));
            }
        }
        return store.markOutcomes(parts, settled)
                .then(Mono.defer(() -> store.refundExtras(extras, now)))
                .then(Mono.defer(() -> ledger.post(journals)))
                .then(Mono.defer(() -> events.captured(parts, settled, now)));
    }

    /** Money that belongs to no order any more: it goes back in the same transaction. */
    record Extra(Part part, RefundId refund) {}

    /** What is for sending is the producer's; all else waits to be attributed. */
    private static Journal capture(Part part, String key, Money shipping, Instant now) {
        return Journal.of(part.producer(), key, now)
                .debit(Account.clearing(), part.amount())
                .credit(Account.suspense(part.producer()), part.amount().minus(shipping))
                .credit(Account.shipping(part.producer()), shipping)
                .build();
    }

    private static Optional<Journal> discount(Part part, Map<Party, Money> borne, Instant now) {
        return DiscountJournal.of(part.producer(), "discount:" + part.order(), borne, now);
    }

    /** Only the first of several captures of one payment in a batch has taken effect. */
    private static List<Boolean> firsts(List<Captures.Capture> captures, List<Part> parts) {
        Set<PaymentId> claimed = parts.stream().map(Part::payment).collect(Collectors.toSet());
        return captures.stream()
                .map(capture -> claimed.remove(capture.payment()))
                .toList();
    }
}
