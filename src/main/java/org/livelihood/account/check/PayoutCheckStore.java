package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I7: nobody is paid more than was earned, nothing twice, and the payee belongs to the household. */
@Repository
class PayoutCheckStore extends QueryCheck {

    private static final String RELEASED = """
              FROM payout_earning e
             WHERE e.released_at >= :from AND e.released_at < :to AND {e.producer_id}
            """;

    private static final String ITEMS = """
              FROM payout_batch b
              JOIN payout_item i ON i.producer_id = b.producer_id AND i.batch_id = b.id
             WHERE b.made_at >= :from AND b.made_at < :to AND i.status IN ('SUBMITTED', 'CONFIRMED') AND {b.producer_id}
            """;

    private static final String PAYABLES = """
              FROM payable p
             WHERE p.earned_on >= :fromDay AND p.earned_on <= :toDay AND {p.producer_id}
            """;

    private static final CheckRule EARNED = new CheckRule("paid-stems-from-payable", "EARNING", RELEASED, """
            SELECT e.producer_id, e.id,
                   jsonb_build_object('source', e.source_id, 'kind', e.source_kind, 'paidFen', e.amount_fen,
                                      'owedFen', p.amount_fen) AS details
              FROM payout_earning e
              LEFT JOIN payable p ON p.producer_id = e.producer_id AND p.source_kind = e.source_kind
                   AND p.source_id = e.source_id AND p.seq = e.source_seq
             WHERE e.released_at >= :from AND e.released_at < :to AND {e.producer_id}
               AND e.source_kind NOT IN ('SALES', 'CLAWBACK')
               AND (p.party_kind, p.party_id, p.basis, p.amount_fen)
                   IS DISTINCT FROM (e.party_kind, e.party_id, e.basis, e.amount_fen)""");

    private static final CheckRule RUNS = new CheckRule("release-is-what-sales-gave", "PARTY", RELEASED, """
            WITH runs AS (
              SELECT r.id FROM payout_run r WHERE r.released_at >= :from AND r.released_at < :to)
            SELECT producer_id, party_id AS id,
                   jsonb_build_object('run', run_id, 'basis', basis, 'earnedFen', sum(earned),
                                      'releasedFen', sum(given)) AS details
              FROM (SELECT r.producer_id, r.run_id, p.party_id, p.basis, p.category, p.amount_fen AS earned, 0 AS given
                      FROM runs
                      JOIN attribution_release r ON r.run_id = runs.id
                     CROSS JOIN LATERAL (SELECT coalesce(max(b.revision), 0) AS revision
                                           FROM attribution_release b
                                          WHERE b.producer_id = r.producer_id AND b.line_id = r.line_id
                                            AND b.revision < r.revision) before
                      JOIN attribution_part p ON p.producer_id = r.producer_id AND p.line_id = r.line_id
                           AND p.revision > before.revision AND p.revision <= r.revision
                     WHERE p.nature = 'ACCRUAL' AND p.party_kind IN ('HOUSEHOLD', 'WORKER')
                     UNION ALL
                    SELECT e.producer_id, e.run_id, e.party_id, e.basis, e.category, 0, e.amount_fen
                      FROM payout_earning e
                     WHERE e.released_at >= :from AND e.source_kind = 'SALES' AND e.run_id IN (SELECT id FROM runs)
                     UNION ALL
                    SELECT l.producer_id, l.run_id, l.party_id, l.basis, l.category, 0, l.netted_fen - l.amount_fen
                      FROM runs JOIN payout_loss l ON l.run_id = runs.id
                     UNION ALL
                    SELECT c.producer_id, c.run_id, c.party_id, c.basis, c.category, 0, -c.amount_fen
                      FROM runs JOIN payout_clawback c ON c.run_id = runs.id AND c.loss_id IS NULL) x
             WHERE {x.producer_id}
             GROUP BY producer_id, run_id, party_id, basis, category
            HAVING sum(earned) <> sum(given)""");

    private static final CheckRule LOSSES = new CheckRule("loss-is-netted-or-asked", "LOSS", """
              FROM payout_loss l
             WHERE l.recorded_at >= :from AND l.recorded_at < :to AND {l.producer_id}
            """, """
            SELECT l.producer_id, l.id,
                   jsonb_build_object('party', l.party_id, 'line', l.line_id, 'askedFen', l.asked_fen,
                                      'clawbackFen', asked.fen) AS details
              FROM payout_loss l
             CROSS JOIN LATERAL (SELECT coalesce(sum(c.amount_fen), 0) AS fen
                                   FROM payout_clawback c
                                  WHERE c.run_id = l.run_id AND c.loss_id = l.id) asked
             WHERE l.recorded_at >= :from AND l.recorded_at < :to AND {l.producer_id} AND l.asked_fen <> asked.fen""");

    private static final CheckRule ONCE = new CheckRule("payable-is-paid-once", "EARNING", ITEMS, """
            SELECT i.producer_id, part.earning_id AS id, jsonb_build_object('items', array_agg(i.id)) AS details
              FROM payout_item_part part
              JOIN payout_item i ON i.producer_id = part.producer_id AND i.id = part.item_id
             WHERE i.status IN ('SUBMITTED', 'CONFIRMED')
               AND (part.producer_id, part.earning_id) IN (
                    SELECT mine.producer_id, mine.earning_id
                      FROM payout_item_part mine
                     WHERE (mine.producer_id, mine.item_id) IN (SELECT i.producer_id, i.id
            """ + ITEMS + """
                                                               ))
             GROUP BY i.producer_id, part.earning_id
            HAVING count(*) > 1""");

    private static final CheckRule CLAIMED = new CheckRule("claimed-payable-is-released", "SOURCE", PAYABLES, """
            SELECT p.producer_id, p.source_id AS id,
                   jsonb_build_object('seq', p.seq, 'party', p.party_id, 'amountFen', p.amount_fen) AS details
              FROM payable p
              JOIN payable_source s ON s.producer_id = p.producer_id AND s.source_kind = p.source_kind
                   AND s.source_id = p.source_id AND s.claimed_by IS NOT NULL
             WHERE p.earned_on >= :fromDay AND p.earned_on <= :toDay AND {p.producer_id}
               AND NOT EXISTS (SELECT FROM payout_earning e
                                WHERE e.producer_id = p.producer_id AND e.source_kind = p.source_kind
                                  AND e.source_id = p.source_id AND e.source_seq = p.seq)""");

    private static final CheckRule SUMS = new CheckRule("item-is-its-parts", "ITEM", ITEMS, """
            SELECT i.producer_id, i.id,
                   jsonb_build_object('grossFen', i.gross_fen, 'earnedFen', earned.fen, 'clawbackFen', i.clawback_fen,
                                      'recoveredFen', coalesce(kept.fen, 0)) AS details
              FROM payout_batch b
              JOIN payout_item i ON i.producer_id = b.producer_id AND i.batch_id = b.id
             CROSS JOIN LATERAL (SELECT sum(e.amount_fen) AS fen, bool_and(e.party_id = i.party_id) AS own
                                   FROM payout_item_part part
                                   JOIN payout_earning e ON e.producer_id = part.producer_id AND e.id = part.earning_id
                                  WHERE part.producer_id = i.producer_id AND part.item_id = i.id) earned
             CROSS JOIN LATERAL (SELECT sum(r.amount_fen) AS fen
                                   FROM payout_recovery r
                                  WHERE r.producer_id = i.producer_id AND r.item_id = i.id) kept
             WHERE b.made_at >= :from AND b.made_at < :to AND i.status IN ('SUBMITTED', 'CONFIRMED') AND {b.producer_id}
               AND (earned.fen IS DISTINCT FROM i.gross_fen OR NOT earned.own
                    OR coalesce(kept.fen, 0) <> i.clawback_fen)""");

    private static final CheckRule OWN_LINE = new CheckRule("refund-cancels-its-own-line", "ITEM", ITEMS, """
            SELECT i.producer_id, i.id,
                   jsonb_build_object('party', i.party_id, 'line', taken.line_id, 'basis', taken.basis,
                                      'takenFen', taken.fen, 'givenFen', given.fen) AS details
              FROM payout_batch b
              JOIN payout_item i ON i.producer_id = b.producer_id AND i.batch_id = b.id
             CROSS JOIN LATERAL (SELECT e.line_id, e.basis, e.category, -sum(e.amount_fen) AS fen
                                   FROM payout_item_part part
                                   JOIN payout_earning e ON e.producer_id = part.producer_id AND e.id = part.earning_id
                                  WHERE part.producer_id = i.producer_id AND part.item_id = i.id AND e.amount_fen < 0
                                  GROUP BY e.line_id, e.basis, e.category) taken
             CROSS JOIN LATERAL (
                    SELECT coalesce(sum(gave.fen), 0) AS fen
                      FROM payout_item_part part
                      JOIN payout_earning e ON e.producer_id = part.producer_id AND e.id = part.earning_id
                           AND e.source_kind = 'SALES' AND e.amount_fen > 0
                           AND e.basis = taken.basis AND e.category = taken.category
                      JOIN attribution_release r ON r.producer_id = e.producer_id AND r.line_id = taken.line_id
                           AND r.run_id = e.run_id
                     CROSS JOIN LATERAL (
                            SELECT sum(p.amount_fen) AS fen
                              FROM attribution_part p
                             WHERE p.producer_id = r.producer_id AND p.line_id = r.line_id AND p.revision <= r.revision
                               AND p.revision > (SELECT coalesce(max(x.revision), 0)
                                                   FROM attribution_release x
                                                  WHERE x.producer_id = r.producer_id AND x.line_id = r.line_id
                                                    AND x.revision < r.revision)
                               AND p.nature = 'ACCRUAL' AND p.party_id = i.party_id
                               AND p.basis = taken.basis AND p.category = taken.category) gave
                     WHERE part.producer_id = i.producer_id AND part.item_id = i.id AND gave.fen > 0) given
             WHERE b.made_at >= :from AND b.made_at < :to AND i.status IN ('SUBMITTED', 'CONFIRMED') AND {b.producer_id}
               AND taken.fen > given.fen""");

    private static final CheckRule PAYEE = new CheckRule("payee-is-of-household", "ITEM", ITEMS, """
            SELECT i.producer_id, i.id, jsonb_build_object('party', i.party_id, 'payee', i.payee_id) AS details
              FROM payout_batch b
              JOIN payout_item i ON i.producer_id = b.producer_id AND i.batch_id = b.id
              LEFT JOIN household_payee y ON y.id = i.payee_id AND y.party_id = i.party_id
                   AND y.confirmed_at IS NOT NULL
             WHERE b.made_at >= :from AND b.made_at < :to AND i.status IN ('SUBMITTED', 'CONFIRMED') AND {b.producer_id}
               AND (y.id IS NULL OR EXISTS (
                    SELECT FROM (SELECT b.decided_at AS at WHERE b.status = 'APPROVED'
                                  UNION ALL
                                 SELECT f.given_at FROM payout_bank_file f
                                  WHERE f.producer_id = b.producer_id AND f.batch_id = b.id) paid
                     WHERE NOT household_is_payee(i.party_kind, i.party_id, y.person_id,
                                                  china_day(paid.at), paid.at)))""");

    PayoutCheckStore(RuleStore store) {
        super("I7", List.of(EARNED, RUNS, LOSSES, ONCE, CLAIMED, SUMS, PAYEE, OWN_LINE), store);
    }
}
