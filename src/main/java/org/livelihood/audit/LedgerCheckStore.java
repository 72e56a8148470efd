package org.livelihood.audit;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I1: every journal sums to zero, and balances are what a replay of the business's own records gives. */
@Repository
class LedgerCheckStore extends QueryCheck {

    private static final String POSTED = """
              FROM ledger_posting p
             WHERE p.recorded_at >= :from AND p.recorded_at < :to AND {p.producer_id}
            """;

    private static final String WRITTEN = """
              FROM ledger_journal j
             WHERE j.recorded_at >= :from AND j.recorded_at < :to AND {j.producer_id}
            """;

    private static final String OWED = POSTED + """
               AND p.account IN ('HOUSEHOLD_PAYABLE', 'WORKER_PAYABLE')
            """;

    private static final Rule ZERO = new Rule("journal-sums-to-zero", "JOURNAL", POSTED, """
            SELECT p.producer_id, p.journal_id AS id, jsonb_build_object('sumFen', sum(p.amount_fen)) AS details
            """ + POSTED + """
             GROUP BY p.producer_id, p.journal_id
            HAVING sum(p.amount_fen) <> 0""");

    private static final Rule COMPLETE = new Rule("journal-has-postings", "JOURNAL", WRITTEN, """
            SELECT j.producer_id, j.id, jsonb_build_object('key', j.business_key) AS details
            """ + WRITTEN + """
               AND NOT EXISTS (SELECT FROM ledger_posting p
                                WHERE p.producer_id = j.producer_id AND p.journal_id = j.id)""");

    private static final Rule NAMED = new Rule("posting-has-journal", "JOURNAL", POSTED, """
            SELECT p.producer_id, p.journal_id AS id, jsonb_build_object('postings', count(*)) AS details
            """ + POSTED + """
               AND NOT EXISTS (SELECT FROM ledger_journal j
                                WHERE j.producer_id = p.producer_id AND j.id = p.journal_id
                                  AND j.effective_at = p.effective_at)
             GROUP BY p.producer_id, p.journal_id""");

    private static final Rule PARTIES = new Rule("balance-of-party", "PARTY", OWED, """
            SELECT producer_id, party_id AS id,
                   jsonb_build_object('ledgerFen', -sum(ledger_fen), 'replayFen', sum(fen)) AS details
              FROM (SELECT producer_id, owner_id AS party_id, amount_fen AS ledger_fen, 0 AS fen
                      FROM ledger_posting
                     WHERE account IN ('HOUSEHOLD_PAYABLE', 'WORKER_PAYABLE')
                     UNION ALL
                    SELECT producer_id, party_id, 0, amount_fen FROM payable
                     UNION ALL
                    SELECT producer_id, party_id, 0, -net_fen - recoup_fen
                      FROM payout_item
                     WHERE status IN ('SUBMITTED', 'CONFIRMED')
                     UNION ALL
                    SELECT producer_id, party_id, 0, waived_fen FROM payout_clawback
                     UNION ALL
                    SELECT producer_id, party_id, 0, amount_fen FROM attribution_part WHERE nature = 'ACCRUAL') counted
             WHERE (producer_id, party_id) IN (SELECT p.producer_id, p.owner_id
            """ + OWED + """
                                              )
             GROUP BY producer_id, party_id
            HAVING sum(ledger_fen) + sum(fen) <> 0""");

    private static final Rule SUSPENSE = new Rule("balance-of-suspense", "PRODUCER", POSTED, """
            SELECT producer_id, producer_id AS id,
                   jsonb_build_object('ledgerFen', -sum(ledger_fen), 'replayFen', sum(fen)) AS details
              FROM (SELECT producer_id, amount_fen AS ledger_fen, 0 AS fen
                      FROM ledger_posting
                     WHERE account = 'SUSPENSE'
                     UNION ALL
                    SELECT producer_id, 0, paid_fen - refunded_fen FROM order_line WHERE paid_fen > 0
                     UNION ALL
                    SELECT producer_id, 0, refunded_fen - paid_fen FROM attribution_line) counted
             WHERE producer_id IN (SELECT p.producer_id
            """ + POSTED + """
                                  )
             GROUP BY producer_id
            HAVING sum(ledger_fen) + sum(fen) <> 0""");

    private static final Rule FEES = new Rule("balance-of-fees", "PARTY", """
              FROM attribution_fee_balance b
             WHERE {b.producer_id}
            """, """
            SELECT producer_id, party_id AS id,
                   jsonb_build_object('agreement', agreement_id, 'storedFen', sum(stored), 'replayFen', sum(fen))
                     AS details
              FROM (SELECT producer_id, agreement_id, party_id, balance_fen AS stored, 0 AS fen
                      FROM attribution_fee_balance
                     UNION ALL
                    SELECT producer_id, agreement_id, party_id, 0, uncharged_fen FROM attribution_fee) b
             WHERE {b.producer_id}
             GROUP BY producer_id, agreement_id, party_id
            HAVING sum(stored) <> sum(fen)""");

    LedgerCheckStore(RuleStore store) {
        super("I1", List.of(ZERO, COMPLETE, NAMED, PARTIES, SUSPENSE, FEES), store);
    }
}
