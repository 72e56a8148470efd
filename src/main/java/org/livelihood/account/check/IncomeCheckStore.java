package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I10: the paid income of households is what the ledger paid, each fen in one category. */
@Repository
class IncomeCheckStore extends QueryCheck {

    private static final String SETTLED = """
              FROM payout_item i
             WHERE i.status = 'CONFIRMED' AND i.settled_at >= :from AND i.settled_at < :to AND {i.producer_id}
            """;

    private static final String PAID = """
              FROM payout_earning e
              JOIN payout_item i ON i.producer_id = e.producer_id AND i.id = e.item_id
             WHERE i.status = 'CONFIRMED' AND i.settled_at >= :from AND i.settled_at < :to AND {i.producer_id}
            """;

    private static final CheckRule LEDGER = new CheckRule("income-is-the-ledgers", "ITEM", SETTLED, """
            SELECT i.producer_id, i.id,
                   jsonb_build_object('party', i.party_id, 'incomeFen', coalesce(income.fen, 0),
                                      'ledgerFen', coalesce(ledger.fen, 0), 'netFen', i.net_fen,
                                      'bankFen', coalesce(bank.fen, 0)) AS details
              FROM payout_item i
             CROSS JOIN LATERAL (SELECT sum(e.amount_fen) AS fen
                                   FROM payout_earning e
                                  WHERE e.producer_id = i.producer_id AND e.item_id = i.id
                                    AND e.party_id = i.party_id AND e.status = 'CONFIRMED') income
              LEFT JOIN LATERAL (SELECT sum(p.amount_fen) AS fen
                                   FROM ledger_journal j
                                   JOIN ledger_posting p ON p.producer_id = j.producer_id AND p.journal_id = j.id
                                  WHERE j.producer_id = i.producer_id AND j.business_key = concat('payout:', i.id)
                                    AND p.owner_id = i.party_id
                                    AND p.account IN ('HOUSEHOLD_PAYABLE', 'WORKER_PAYABLE')) ledger ON true
              LEFT JOIN LATERAL (SELECT -sum(p.amount_fen) AS fen
                                   FROM ledger_journal j
                                   JOIN ledger_posting p ON p.producer_id = j.producer_id AND p.journal_id = j.id
                                  WHERE j.producer_id = i.producer_id
                                    AND j.business_key = concat('payout-confirmed:', i.id)
                                    AND p.account = 'CLEARING') bank ON true
             WHERE i.status = 'CONFIRMED' AND i.settled_at >= :from AND i.settled_at < :to AND {i.producer_id}
               AND (coalesce(income.fen, 0) <> coalesce(ledger.fen, 0) OR coalesce(bank.fen, 0) <> i.net_fen)""");

    private static final CheckRule CATEGORY =
            new CheckRule("income-has-its-category", "EARNING", PAID, """
            SELECT e.producer_id, e.id,
                   jsonb_build_object('party', e.party_id, 'category', e.category, 'amountFen', e.amount_fen) AS details
            """ + PAID + """
               AND NOT CASE
                     WHEN e.source_kind = 'SALES' THEN EXISTS (
                       SELECT FROM attribution_release r
                         JOIN attribution_part p ON p.producer_id = r.producer_id AND p.line_id = r.line_id
                        WHERE r.run_id = e.run_id AND r.producer_id = e.producer_id AND p.party_id = e.party_id
                          AND p.basis = e.basis AND p.category = e.category)
                     WHEN e.source_kind = 'CLAWBACK' THEN EXISTS (
                       SELECT FROM payout_clawback c
                        WHERE c.producer_id = e.producer_id AND c.party_id = e.party_id AND c.category = e.category)
                     ELSE EXISTS (
                       SELECT FROM payable p
                        WHERE p.producer_id = e.producer_id AND p.source_kind = e.source_kind
                          AND p.source_id = e.source_id AND p.seq = e.source_seq AND p.category = e.category) END""");

    private static final CheckRule DAY = new CheckRule("income-is-of-its-day", "EARNING", PAID, """
            SELECT e.producer_id, e.id,
                   jsonb_build_object('party', e.party_id, 'confirmedAt', e.confirmed_at, 'settledAt', i.settled_at)
                     AS details
            """ + PAID + """
               AND china_day(e.confirmed_at)
                   IS DISTINCT FROM china_day(i.settled_at)""");

    /**
     * Households say these of themselves: they are of no producer, and looked at when all producers are asked about.
     */
    private static final String REPORTED = """
              FROM statement_report r
             CROSS JOIN (SELECT CAST(NULL AS uuid) AS producer_id) nobody
             WHERE r.status = 'CONFIRMED' AND r.decided_at >= :from AND r.decided_at < :to AND {nobody.producer_id}
            """;

    private static final CheckRule REPORT =
            new CheckRule("report-has-evidence", "REPORT", REPORTED, """
            SELECT CAST(NULL AS uuid) AS producer_id, r.id,
                   jsonb_build_object('household', r.household_id, 'part', r.part, 'amountFen', r.amount_fen) AS details
            """ + REPORTED + """
               AND NOT (r.document_name <> '' AND r.document_hash ~ '^[0-9a-f]{64}$' AND r.decided_by <> r.reported_by
                        AND r.part IN ('WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER', 'COST')
                        AND CASE WHEN r.reverses IS NULL THEN r.amount_fen > 0
                                 ELSE EXISTS (SELECT FROM statement_report o
                                               WHERE o.id = r.reverses AND o.household_id = r.household_id
                                                 AND o.part = r.part AND o.amount_fen = -r.amount_fen) END)""");

    IncomeCheckStore(RuleStore store) {
        super("I10", List.of(LEDGER, CATEGORY, DAY, REPORT), store);
    }
}
