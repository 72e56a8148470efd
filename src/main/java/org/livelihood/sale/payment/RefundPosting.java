package org.livelihood.sale.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.RefundId;
import org.livelihood.sale.order.TakenBack;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What refunds post: money of lines out of suspense, what sending cost, and discounts that nobody bears any more. */
@Component
class RefundPosting {

    private final RefundStore store;
    private final Ledger ledger;

    RefundPosting(RefundStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /** Posts a refund that is accepted, with all that goes back beside it; within the transaction that accepts it. */
    Mono<Void> post(Refund refund, TakenBack moved, Instant now) {
        List<Journal> journals = new ArrayList<>();
        if (refund.amount().isPositive()) {
            journals.add(journal(refund.producer(), refund.id(), refund.amount(), now));
        }
        DiscountJournal.undoing(refund.producer(), "discount-back:" + refund.id(), moved.undone(), now)
                .ifPresent(journals::add);
        return (journals.isEmpty() ? Mono.<Void>empty() : ledger.post(journals).then())
                .then(Mono.defer(() -> moved.shipping().isZero()
                        ? Mono.empty()
                        : shipping(
                                        refund.producer(),
                                        refund.order(),
                                        refund.payment(),
                                        moved.shipping(),
                                        again(refund.asked(), now))
                                .then()));
    }

    private static Refund.Asked again(Refund.Asked asked, Instant now) {
        return new Refund.Asked(asked.by(), null, null, asked.reason(), now);
    }

    static Journal journal(ProducerId producer, RefundId refund, Money amount, Instant now) {
        return Journal.of(producer, "refund:" + refund, now)
                .debit(Account.suspense(producer), amount)
                .credit(Account.clearing(), amount)
                .build();
    }

    /** Books what sending an order cost as going back. */
    Mono<Refund> shipping(ProducerId producer, OrderId order, PaymentId payment, Money amount, Refund.Asked asked) {
        Refund refund = new Refund(
                producer,
                RefundId.next(),
                payment,
                order,
                null,
                true,
                amount,
                0,
                0,
                Refund.Status.ACCEPTED,
                asked,
                asked.at(),
                null);
        Journal journal = Journal.of(producer, "refund:" + refund.id(), asked.at())
                .debit(Account.shipping(producer), amount)
                .credit(Account.clearing(), amount)
                .build();
        return store.save(refund).then(ledger.post(List.of(journal))).thenReturn(refund);
    }
}
