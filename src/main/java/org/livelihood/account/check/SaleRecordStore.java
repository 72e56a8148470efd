package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/**
 * I13: what a sale stands on is said several times, by the order, its payment, the ledger's capture and attribution;
 * all say the same. The capture is a leaf of the log, so it is what times are held against.
 */
@Repository
class SaleRecordStore extends QueryCheck {

    private static final String ORDERED = """
              FROM orders o
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
            """;

    private static final String SOLD = """
              FROM orders o
              JOIN order_line l ON l.producer_id = o.producer_id AND l.order_id = o.id
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
            """;

    /** The order of a capture; its own key, not that of money that came for an order which was over. */
    private static final String CAPTURED = """
              FROM (SELECT j.producer_id, j.id, j.recorded_at,
                           CASE WHEN j.business_key ~ '^capture:[0-9a-f-]{36}$'
                                THEN CAST(substr(j.business_key, 9) AS uuid) END AS order_id
                      FROM ledger_journal j
                     WHERE j.recorded_at >= :from AND j.recorded_at < :to AND {j.producer_id}
                       AND j.business_key LIKE 'capture:%'
                       AND length(j.business_key) <= 44) capture
            """;

    private static final CheckRule TIME = new CheckRule("captured-is-paid", "ORDER", CAPTURED, """
            SELECT capture.producer_id, coalesce(capture.order_id, capture.id) AS id,
                   jsonb_build_object('capturedAt', capture.recorded_at, 'paidAt', o.paid_at) AS details
            """ + CAPTURED + """
              LEFT JOIN orders o ON o.producer_id = capture.producer_id AND o.id = capture.order_id
             WHERE (o.paid_at BETWEEN capture.recorded_at - interval '1 hour'
                                  AND capture.recorded_at + interval '1 hour') IS NOT TRUE""");

    private static final CheckRule TOTAL = new CheckRule("order-is-its-lines", "ORDER", ORDERED, """
            SELECT o.producer_id, o.id,
                   jsonb_build_object('totalFen', o.total_fen, 'linesFen', lines.fen, 'paidFen', lines.paid) AS details
              FROM orders o
             CROSS JOIN LATERAL (SELECT sum(CAST(l.price_fen AS numeric) * l.quantity - l.discount_fen) AS fen,
                                        sum(l.paid_fen) AS paid
                                   FROM order_line l
                                  WHERE l.producer_id = o.producer_id AND l.order_id = o.id) lines
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
               AND (o.total_fen - o.shipping_fen = lines.fen AND o.total_fen - o.shipping_fen = lines.paid
                    AND o.status NOT IN ('AWAITING_PAYMENT', 'EXPIRED', 'CANCELLED')) IS NOT TRUE""");

    private static final CheckRule PAYMENT = new CheckRule("order-was-paid-once", "ORDER", ORDERED, """
            SELECT o.producer_id, o.id,
                   jsonb_build_object('totalFen', o.total_fen, 'settled', paid.settled) AS details
              FROM orders o
             CROSS JOIN LATERAL (
                    SELECT count(*) AS settled,
                           bool_and(part.amount_fen = o.total_fen AND p.status = 'PAID' AND p.buyer_id = o.buyer_id
                                    AND p.paid_at BETWEEN o.paid_at - interval '1 hour'
                                                      AND o.paid_at + interval '1 hour'
                                    AND p.amount_fen = (SELECT sum(each.amount_fen) FROM payment_order each
                                                         WHERE each.payment_id = p.id)) AS sound
                      FROM payment_order part
                      JOIN payment p ON p.id = part.payment_id
                     WHERE part.producer_id = o.producer_id AND part.order_id = o.id AND part.outcome = 'SETTLED') paid
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
               AND (paid.settled = 1 AND paid.sound) IS NOT TRUE""");

    private static final CheckRule LINE =
            new CheckRule("line-is-its-order", "LINE", SOLD, """
            SELECT l.producer_id, l.id,
                   jsonb_build_object('paidAt', o.paid_at, 'attributedAt', line.paid_at, 'quantity', l.quantity,
                                      'attributed', line.quantity) AS details
              FROM orders o
              JOIN order_line l ON l.producer_id = o.producer_id AND l.order_id = o.id
              JOIN attribution_line line ON line.producer_id = l.producer_id AND line.line_id = l.id
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
               AND ((o.id, o.session_id, o.paid_at, l.sku_id, l.quantity)
                   IS DISTINCT FROM (line.order_id, line.session_id, line.paid_at, line.sku_id, line.quantity)
                OR l.returned_quantity + l.spoiled_quantity <> line.returned AND NOT""" + LineCheckStore.WAITS + ")");

    private static final CheckRule REFUND = new CheckRule("refunds-are-the-lines", "LINE", SOLD, """
            SELECT l.producer_id, l.id,
                   jsonb_build_object('refundedFen', l.refunded_fen, 'refundsFen', given.fen,
                                      'returned', l.returned_quantity, 'units', given.units,
                                      'spoiled', l.spoiled_quantity, 'spoiledUnits', given.spoiled) AS details
              FROM orders o
              JOIN order_line l ON l.producer_id = o.producer_id AND l.order_id = o.id
             CROSS JOIN LATERAL (SELECT coalesce(sum(r.amount_fen), 0) AS fen,
                                        coalesce(sum(r.returned_quantity), 0) AS units,
                                        coalesce(sum(r.spoiled_quantity), 0) AS spoiled,
                                        bool_and((r.status = 'SUCCEEDED') = (r.succeeded_at IS NOT NULL)) AS told
                                   FROM payment_refund r
                                  WHERE r.producer_id = l.producer_id AND r.order_id = l.order_id AND r.line_id = l.id
                                    AND r.status IN ('ACCEPTED', 'SUCCEEDED')) given
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
               AND (l.refunded_fen <> given.fen OR l.returned_quantity <> given.units
                    OR l.spoiled_quantity <> given.spoiled OR NOT given.told)""");

    private static final CheckRule SHIPPING = new CheckRule("shipping-back-is-refunded", "ORDER", ORDERED, """
            SELECT o.producer_id, o.id,
                   jsonb_build_object('shippingFen', o.shipping_fen, 'backFen', o.shipping_refunded_fen,
                                      'refundsFen', given.fen) AS details
              FROM orders o
             CROSS JOIN LATERAL (SELECT coalesce(sum(r.amount_fen), 0) AS fen
                                   FROM payment_refund r
                                  WHERE r.producer_id = o.producer_id AND r.order_id = o.id AND r.shipping
                                    AND r.status IN ('ACCEPTED', 'SUCCEEDED')) given
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
               AND o.shipping_refunded_fen <> given.fen""");

    private static final CheckRule DISCOUNT = new CheckRule("discount-is-of-its-line", "LINE", SOLD, """
            SELECT l.producer_id, l.id,
                   jsonb_build_object('discountFen', l.discount_fen, 'takenFen', taken.fen, 'undoneFen', taken.undone)
                     AS details
              FROM orders o
              JOIN order_line l ON l.producer_id = o.producer_id AND l.order_id = o.id
             CROSS JOIN LATERAL (SELECT coalesce(sum(d.amount_fen), 0) AS fen, coalesce(sum(d.undone_fen), 0) AS undone,
                                        coalesce(bool_and(d.undone_fen = div(CAST(d.amount_fen AS numeric)
                                                                               * l.refunded_fen, l.paid_fen)), true)
                                          AS sound
                                   FROM order_discount d
                                  WHERE d.producer_id = l.producer_id AND d.order_id = l.order_id
                                    AND d.line_id = l.id) taken
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
               AND (l.discount_fen <> taken.fen OR NOT taken.sound)""");

    private static final CheckRule BORNE = new CheckRule("discount-is-posted", "ORDER", ORDERED, """
            SELECT o.producer_id, o.id,
                   jsonb_build_object('bearer', unlike.bearer_id, 'takenLessPostedFen', unlike.fen) AS details
              FROM orders o
             CROSS JOIN LATERAL (
                    SELECT bearer_id, sum(fen) AS fen
                      FROM (SELECT d.bearer_id, d.amount_fen AS fen
                              FROM order_discount d
                             WHERE d.producer_id = o.producer_id AND d.order_id = o.id
                             UNION ALL
                            SELECT p.owner_id, -p.amount_fen
                              FROM ledger_journal j
                              JOIN ledger_posting p ON p.producer_id = j.producer_id AND p.journal_id = j.id
                             WHERE j.producer_id = o.producer_id AND j.business_key = concat('discount:', o.id)
                               AND p.account = 'DISCOUNT_BORNE') each
                     GROUP BY bearer_id
                    HAVING sum(fen) <> 0) unlike
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}""");

    private static final CheckRule HEAD = new CheckRule("line-is-its-revisions", "LINE", LineCheckStore.LINES, """
            SELECT line.producer_id, line.line_id AS id,
                   jsonb_build_object('revision', line.revision, 'last', last.revision, 'released', line.released,
                                      'releases', released.revision, 'releasedByRuns', released.by_runs,
                                      'journal', last.journal_id, 'key', j.business_key, 'state', line.state,
                                      'netFen', line.paid_fen - line.refunded_fen, 'lastNetFen', last.net_fen,
                                      'wageFen', line.wage_fen, 'lastWageFen', last.wage_fen,
                                      'wageNetFen', line.wage_net_fen) AS details
              FROM attribution_line line
              LEFT JOIN LATERAL (SELECT r.*
                                   FROM attribution_revision r
                                  WHERE r.producer_id = line.producer_id AND r.line_id = line.line_id
                                  ORDER BY r.revision DESC
                                  LIMIT 1) last ON true
              LEFT JOIN ledger_journal j ON j.producer_id = last.producer_id AND j.id = last.journal_id
             CROSS JOIN LATERAL (SELECT coalesce(max(r.revision), 0) AS revision,
                                        coalesce(bool_and(run.id IS NOT NULL), true) AS by_runs
                                   FROM attribution_release r
                                   LEFT JOIN payout_run run ON run.id = r.run_id
                                  WHERE r.producer_id = line.producer_id AND r.line_id = line.line_id) released
             WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}
               AND (line.revision = last.revision AND line.released = released.revision AND released.by_runs
                    AND (last.journal_id IS NULL
                         OR j.business_key = concat('attribute:', line.line_id, ':', last.revision))
                    AND (line.state = 'DUE'
                         OR (line.host_id, line.wage_earner_kind, line.wage_earner_id,
                             coalesce(div(CAST(line.wage_fen AS numeric) * (line.paid_fen - line.refunded_fen),
                                          nullif(line.wage_net_fen, 0)), 0),
                             line.paid_fen - line.refunded_fen)
                            IS NOT DISTINCT FROM (last.host_id, last.wage_earner_kind, last.wage_earner_id,
                                                  last.wage_fen, last.net_fen))
                    AND (line.wage_fen = 0 AND line.wage_net_fen = 0
                         OR line.wage_net_fen IN (SELECT r.net_fen FROM attribution_revision r
                                                   WHERE r.producer_id = line.producer_id
                                                     AND r.line_id = line.line_id))) IS NOT TRUE""");

    private static final CheckRule PARTS = new CheckRule("part-is-of-its-revision", "LINE", LineCheckStore.LINES, """
            SELECT part.producer_id, part.line_id AS id,
                   jsonb_build_object('revision', part.revision, 'seq', part.seq, 'effectiveAt', part.effective_at)
                     AS details
              FROM attribution_line line
             CROSS JOIN LATERAL (
                    SELECT p.producer_id, p.line_id, p.revision, p.seq, p.effective_at
                      FROM attribution_part p
                     WHERE p.producer_id = line.producer_id AND p.line_id = line.line_id
                     UNION ALL
                    SELECT t.producer_id, t.line_id, t.revision, 0, t.effective_at
                      FROM attribution_traced_sale t
                     WHERE t.producer_id = line.producer_id AND t.line_id = line.line_id) part
              LEFT JOIN attribution_revision r ON r.producer_id = part.producer_id AND r.line_id = part.line_id
                   AND r.revision = part.revision
             WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}
               AND r.effective_at IS DISTINCT FROM part.effective_at""");

    private static final CheckRule TAKES = new CheckRule("line-takes-its-units", "LINE", LineCheckStore.LINES, """
            SELECT line.producer_id, line.line_id AS id,
                   jsonb_build_object('lot', unlike.lot_id, 'takenLessStanding', unlike.units) AS details
              FROM attribution_line line
             CROSS JOIN LATERAL (
                    SELECT lot_id, sum(units) AS units
                      FROM (SELECT t.lot_id, t.units
                              FROM lot_take t
                             WHERE t.producer_id = line.producer_id AND t.line_id = line.line_id
                             UNION ALL
                            SELECT u.lot_id, u.from_unit - u.until_unit
                              FROM attribution_units u
                             WHERE u.producer_id = line.producer_id AND u.line_id = line.line_id
                               AND u.revision = line.revision) each
                     GROUP BY lot_id
                    HAVING sum(units) <> 0) unlike
             WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}""");

    SaleRecordStore(RuleStore store) {
        super("I13", List.of(TIME, TOTAL, PAYMENT, LINE, REFUND, SHIPPING, DISCOUNT, BORNE, HEAD, PARTS, TAKES), store);
    }
}
