package org.livelihood.income.payout;

import java.time.Instant;
import java.util.UUID;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/** What payouts post. Pure. */
final class Journals {

    private Journals() {}

    /** What was owed is on its way, less what pays an advance back. */
    static Journal submitted(ProducerId producer, PayoutItem item, Instant at) {
        return Journal.of(producer, "payout:" + item.id(), at)
                .debit(Account.of(item.party()), item.settled())
                .credit(Account.payoutTransit(producer), item.netFen())
                .credit(Account.advance(item.party()), item.recoupFen())
                .build();
    }

    static Journal confirmed(ProducerId producer, PayoutItem item, Instant at) {
        return Journal.of(producer, "payout-confirmed:" + item.id(), at)
                .debit(Account.payoutTransit(producer), item.netFen())
                .credit(Account.clearing(), item.netFen())
                .build();
    }

    /** An item fails at most once: its earnings go on in a new one. */
    static Journal failed(ProducerId producer, PayoutItem item, Instant at) {
        return Journal.of(producer, "payout-failed:" + item.id() + ":1", at)
                .debit(Account.payoutTransit(producer), item.netFen())
                .debit(Account.advance(item.party()), item.recoupFen())
                .credit(Account.of(item.party()), item.settled())
                .build();
    }

    /**
     * @param seq which waiver of the clawback
     * @param reserve what the risk reserve bears of the amount; the producer bears the rest
     */
    static Journal waived(
            ProducerId producer, UUID clawback, int seq, Party party, Money amount, Money reserve, Instant at) {
        return Journal.of(producer, "clawback-waived:" + clawback + ":" + seq, at)
                .debit(Account.riskReserve(producer), reserve)
                .debit(Account.of(Party.of(producer)), amount.minus(reserve))
                .credit(Account.of(party), amount)
                .build();
    }

    static Journal reserved(ProducerId producer, ReservePayment payment, Instant at) {
        return Journal.of(producer, "reserve:" + payment.id(), at)
                .debit(Account.of(payment.payer().of(producer)), payment.amountFen())
                .credit(Account.riskReserve(producer), payment.amountFen())
                .build();
    }

    /** Back to whom it was paid by. */
    static Journal withdrawn(ProducerId producer, ReservePayment.Payer payer, ReserveWithdrawal withdrawal) {
        return Journal.of(producer, "reserve-withdrawn:" + withdrawal.id(), withdrawal.recordedAt())
                .debit(Account.riskReserve(producer), withdrawal.amountFen())
                .credit(Account.of(payer.of(producer)), withdrawal.amountFen())
                .build();
    }
}
