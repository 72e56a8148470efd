package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I14: what payouts keep as sums and states is what their own records give, no more and no less. */
@Repository
class PayoutRecordStore extends QueryCheck {

    /** All of them: what is still to be asked back does not grow old. */
    private static final String CLAWBACKS = """
              FROM payout_clawback c
             WHERE {c.producer_id}
            """;

    private static final CheckRule CLAWBACK = new CheckRule("clawback-is-its-recoveries", "CLAWBACK", CLAWBACKS, """
            SELECT c.producer_id, c.id,
                   jsonb_build_object('amountFen', c.amount_fen, 'recoveredFen', c.recovered_fen, 'takenFen', taken.fen,
                                      'waivedFen', c.waived_fen, 'waiversFen', waived.fen) AS details
              FROM payout_clawback c
             CROSS JOIN LATERAL (
                    SELECT coalesce(sum(r.amount_fen) FILTER (
                             WHERE i.status IN ('MADE', 'SUBMITTED', 'CONFIRMED')), 0) AS fen, count(*) AS times
                      FROM payout_recovery r
                      JOIN payout_item i ON i.producer_id = r.producer_id AND i.id = r.item_id
                     WHERE r.producer_id = c.producer_id AND r.clawback_id = c.id) taken
             CROSS JOIN LATERAL (SELECT coalesce(sum(w.amount_fen), 0) AS fen, max(w.seq) AS seq
                                   FROM payout_waiver w
                                  WHERE w.producer_id = c.producer_id AND w.clawback_id = c.id) waived
              LEFT JOIN payout_waiver last ON last.producer_id = c.producer_id AND last.clawback_id = c.id
                   AND last.seq = waived.seq
             WHERE {c.producer_id}
               AND (c.recovered_fen <> taken.fen OR c.recoveries <> taken.times OR c.waived_fen <> waived.fen
                    OR (c.waived_by, c.waived_at, c.waiver_reason)
                       IS DISTINCT FROM (last.waived_by, last.waived_at, last.reason))""");

    private static final String ITEMS = """
              FROM payout_batch b
              JOIN payout_item i ON i.producer_id = b.producer_id AND i.batch_id = b.id
             WHERE b.made_at >= :from AND b.made_at < :to AND {b.producer_id}
            """;

    /** Nothing is on its way or paid that was not approved, and nothing approved still waits to be sent. */
    private static final CheckRule APPROVED = new CheckRule("paid-was-approved", "ITEM", ITEMS, """
            SELECT i.producer_id, i.id, jsonb_build_object('batch', b.status, 'item', i.status) AS details
            """ + ITEMS + """
               AND (CASE b.status WHEN 'MADE' THEN i.status IN ('MADE', 'CANCELLED')
                                  WHEN 'APPROVED' THEN i.status <> 'MADE' AND b.decided_by <> b.made_by
                                  ELSE i.status = 'CANCELLED' END) IS NOT TRUE""");

    private static final String EARNINGS = """
              FROM payout_earning e
             WHERE e.released_at >= :from AND e.released_at < :to AND {e.producer_id}
            """;

    private static final CheckRule STATE = new CheckRule("earning-stands-with-its-payout", "EARNING", EARNINGS, """
            SELECT e.producer_id, e.id,
                   jsonb_build_object('party', e.party_id, 'status', e.status, 'payout', i.status) AS details
              FROM payout_earning e
              LEFT JOIN payout_item i ON i.producer_id = e.producer_id AND i.id = e.item_id
             WHERE e.released_at >= :from AND e.released_at < :to AND {e.producer_id}
               AND (CASE WHEN e.item_id IS NULL
                         THEN e.status = 'PAYABLE' AND NOT EXISTS (
                              SELECT FROM payout_item_part part
                                JOIN payout_item once ON once.producer_id = part.producer_id AND once.id = part.item_id
                               WHERE part.producer_id = e.producer_id AND part.earning_id = e.id
                                 AND once.status IN ('MADE', 'SUBMITTED', 'CONFIRMED'))
                         ELSE i.party_id = e.party_id
                              AND e.status = CASE i.status WHEN 'MADE' THEN 'PAYABLE' ELSE i.status END
                              AND (e.confirmed_at IS NULL OR e.confirmed_at = i.settled_at)
                              AND (e.source_kind = 'CLAWBACK' OR EXISTS (
                                   SELECT FROM payout_item_part part
                                    WHERE part.producer_id = e.producer_id AND part.item_id = e.item_id
                                      AND part.earning_id = e.id)) END) IS NOT TRUE""");

    private static final CheckRule CLAIM = new CheckRule("release-claimed-its-source", "EARNING", EARNINGS, """
            SELECT e.producer_id, e.id,
                   jsonb_build_object('source', e.source_id, 'run', e.run_id, 'claimedBy', s.claimed_by) AS details
              FROM payout_earning e
              LEFT JOIN payable_source s ON s.producer_id = e.producer_id AND s.source_kind = e.source_kind
                   AND s.source_id = e.source_id
             WHERE e.released_at >= :from AND e.released_at < :to AND {e.producer_id}
               AND e.source_kind NOT IN ('SALES', 'CLAWBACK') AND s.claimed_by IS DISTINCT FROM e.run_id""");

    private static final String LOSSES = """
              FROM payout_loss l
             WHERE {l.producer_id}
            """;

    private static final CheckRule LOSS = new CheckRule("loss-asks-its-clawbacks", "LOSS", LOSSES, """
            SELECT l.producer_id, l.id,
                   jsonb_build_object('amountFen', l.amount_fen, 'nettedFen', l.netted_fen, 'askedFen', l.asked_fen,
                                      'clawbacksFen', asked.fen) AS details
              FROM payout_loss l
             CROSS JOIN LATERAL (SELECT coalesce(sum(c.amount_fen), 0) AS fen
                                   FROM payout_clawback c
                                  WHERE c.producer_id = l.producer_id AND c.loss_id = l.id) asked
             WHERE {l.producer_id} AND (asked.fen <> l.asked_fen OR l.netted_fen + l.asked_fen > l.amount_fen)""");

    private static final String RESERVE_PAYMENTS = """
              FROM payout_reserve_payment r
             WHERE {r.producer_id}
            """;

    /** At most what was paid, and never by who recorded the payment. */
    private static final CheckRule WITHDRAWAL =
            new CheckRule("reserve-payment-is-taken-back-once", "RESERVE_PAYMENT", RESERVE_PAYMENTS, """
            SELECT r.producer_id, r.id,
                   jsonb_build_object('amountFen', r.amount_fen, 'takenBackFen', sum(w.amount_fen)) AS details
              FROM payout_reserve_payment r
              JOIN payout_reserve_withdrawal w ON w.producer_id = r.producer_id AND w.payment_id = r.id
             WHERE {r.producer_id}
             GROUP BY r.producer_id, r.id, r.amount_fen, r.recorded_by
            HAVING sum(w.amount_fen) > r.amount_fen OR bool_or(w.recorded_by = r.recorded_by)""");

    PayoutRecordStore(RuleStore store) {
        super("I14", List.of(CLAWBACK, APPROVED, STATE, CLAIM, LOSS, WITHDRAWAL), store);
    }
}
