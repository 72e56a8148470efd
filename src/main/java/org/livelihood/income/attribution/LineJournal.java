package org.livelihood.income.attribution;

import java.time.Instant;
import java.util.Map;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.income.split.Amounts;
import org.livelihood.income.split.PartKey;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;

/** What an attribution posts: suspense against the parties, and against the lots' cost for what was owed already. */
final class LineJournal {

    private LineJournal() {}

    static Journal of(
            ProducerId producer, OrderLineId line, int revision, Instant effectiveAt, Map<PartKey, Money> parts) {
        Journal.Builder journal = Journal.of(producer, "attribute:" + line + ":" + revision, effectiveAt);
        journal.debit(Account.suspense(producer), Amounts.total(parts));
        parts.forEach((key, amount) -> journal.credit(account(producer, key), amount));
        return journal.build();
    }

    private static Account account(ProducerId producer, PartKey key) {
        return key.is(IncomeNature.TRACE) ? Account.lotCost(producer) : Account.of(key.party());
    }
}
