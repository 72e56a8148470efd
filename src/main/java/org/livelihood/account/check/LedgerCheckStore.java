package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I1: every journal sums to zero, and balances are what a replay of the business's own records gives. */
@Repository
class LedgerCheckStore extends QueryCheck {

    static final String POSTED = """
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

    private static final CheckRule ZERO = new CheckRule("journal-sums-to-zero", "JOURNAL", POSTED, """
            SELECT p.producer_id, p.journal_id AS id, jsonb_build_object('sumFen', sum(p.amount_fen)) AS details
            """ + POSTED + """
             GROUP BY p.producer_id, p.journal_id
            HAVING sum(p.amount_fen) <> 0""");

    private static final CheckRule COMPLETE =
            new CheckRule("journal-has-postings", "JOURNAL", WRITTEN, """
            SELECT j.producer_id, j.id, jsonb_build_object('key', j.business_key) AS details
            """ + WRITTEN + """
               AND NOT EXISTS (SELECT FROM ledger_posting p
                                WHERE p.producer_id = j.producer_id AND p.journal_id = j.id)""");

    private static final CheckRule NAMED = new CheckRule("posting-has-journal", "JOURNAL", POSTED, """
            SELECT p.producer_id, p.journal_id AS id, jsonb_build_object('postings', count(*)) AS details
            """ + POSTED + """
               AND NOT EXISTS (SELECT FROM ledger_journal j
                                WHERE j.producer_id = p.producer_id AND j.id = p.journal_id
                                  AND j.effective_at = p.effective_at AND j.recorded_at = p.recorded_at
                                  AND j.recorded_at >= :from AND j.recorded_at < :to)
             GROUP BY p.producer_id, p.journal_id""");

    private static final CheckRule PARTIES = new CheckRule("balance-of-party", "PARTY", OWED, """
            SELECT asked.producer_id, asked.party_id AS id,
                   jsonb_build_object('ledgerFen', -ledger.fen, 'replayFen', replay.fen) AS details
              FROM (SELECT p.producer_id, p.owner_id AS party_id
            """ + OWED + """
                     UNION
                    SELECT y.producer_id, y.party_id
                      FROM payable y
                     WHERE y.earned_on >= :fromDay AND y.earned_on <= :toDay AND {y.producer_id}) asked
             CROSS JOIN LATERAL (SELECT coalesce(sum(p.amount_fen), 0) AS fen
                                   FROM ledger_posting p
                                  WHERE p.owner_id = asked.party_id AND p.producer_id = asked.producer_id
                                    AND p.account IN ('HOUSEHOLD_PAYABLE', 'WORKER_PAYABLE')) ledger
             CROSS JOIN LATERAL (
                    SELECT coalesce(sum(fen), 0) AS fen
                      FROM (SELECT y.amount_fen AS fen
                              FROM payable y
                             WHERE y.party_id = asked.party_id AND y.producer_id = asked.producer_id
                             UNION ALL
                            SELECT -i.net_fen - i.recoup_fen
                              FROM payout_item i
                             WHERE i.party_id = asked.party_id AND i.producer_id = asked.producer_id
                               AND i.status IN ('SUBMITTED', 'CONFIRMED')
                             UNION ALL
                            SELECT c.waived_fen
                              FROM payout_clawback c
                             WHERE c.party_id = asked.party_id AND c.producer_id = asked.producer_id
                             UNION ALL
                            SELECT a.amount_fen
                              FROM attribution_part a
                             WHERE a.party_id = asked.party_id AND a.producer_id = asked.producer_id
                               AND a.party_kind = 'HOUSEHOLD' AND a.nature = 'ACCRUAL'
                             UNION ALL
                            SELECT a.amount_fen
                              FROM attribution_part a
                             WHERE a.party_id = asked.party_id AND a.producer_id = asked.producer_id
                               AND a.party_kind = 'WORKER' AND a.nature = 'ACCRUAL') counted) replay
             WHERE ledger.fen + replay.fen <> 0""");

    private static final CheckRule SUSPENSE =
            new CheckRule("balance-of-suspense", "PRODUCER", POSTED, """
            SELECT asked.producer_id, asked.producer_id AS id,
                   jsonb_build_object('ledgerFen', -ledger.fen, 'replayFen', replay.fen) AS details
              FROM (SELECT DISTINCT p.producer_id
            """ + POSTED + """
                   ) asked
             CROSS JOIN LATERAL (SELECT coalesce(sum(p.amount_fen), 0) AS fen
                                   FROM ledger_posting p
                                  WHERE p.owner_id = asked.producer_id AND p.producer_id = asked.producer_id
                                    AND p.account = 'SUSPENSE') ledger
             CROSS JOIN LATERAL (
                    SELECT coalesce(sum(fen), 0) AS fen
                      FROM (SELECT l.paid_fen - l.refunded_fen AS fen
                              FROM order_line l
                             WHERE l.producer_id = asked.producer_id AND l.paid_fen > 0
                             UNION ALL
                            SELECT l.refunded_fen - l.paid_fen
                              FROM attribution_line l
                             WHERE l.producer_id = asked.producer_id) counted) replay
             WHERE ledger.fen + replay.fen <> 0""");

    private static final CheckRule FEES = new CheckRule("balance-of-fees", "PARTY", """
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
        super(
                "I1",
                List.of(ZERO, COMPLETE, NAMED, PARTIES, SUSPENSE, AccountReplay.RULE, FEES, JournalRule.RULE),
                store);
    }
}
