package org.livelihood.sale.payment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/** What was taken off a producer's prices: owed to it by those who bear it, itself too, so that it is said. */
final class DiscountJournal {

    private DiscountJournal() {}

    /** @param borne by who bears it, nothing at all is nothing to post */
    static Optional<Journal> of(ProducerId producer, String key, Map<Party, Money> borne, Instant at) {
        Journal.Builder journal = Journal.of(producer, key, at);
        borne.forEach((bearer, amount) ->
                journal.debit(Account.discountBorne(bearer), amount).credit(Account.discountDue(producer), amount));
        return Optional.of(journal.build()).filter(built -> !built.postings().isEmpty());
    }

    static Optional<Journal> undoing(ProducerId producer, String key, Map<Party, Money> undone, Instant at) {
        Map<Party, Money> borne = new LinkedHashMap<>();
        undone.forEach((bearer, amount) -> borne.put(bearer, amount.negated()));
        return of(producer, key, borne, at);
    }
}
