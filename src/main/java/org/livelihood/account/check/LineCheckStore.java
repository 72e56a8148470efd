package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I2: what is left of a sale is split whole, and nothing but what was paid is split. */
@Repository
class LineCheckStore extends QueryCheck {

    static final String LINES = """
              FROM attribution_line line
             WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}
            """;

    private static final String PAID = """
              FROM orders o
             CROSS JOIN LATERAL (SELECT ordered.*
                                   FROM order_line ordered
                                  WHERE ordered.producer_id = o.producer_id AND ordered.order_id = o.id
                                 OFFSET 0) l
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
            """;

    private static final CheckRule PARTS = new CheckRule("parts-sum-to-sale", "LINE", LINES, """
            SELECT line.producer_id, line.line_id AS id,
                   jsonb_build_object('soldFen', line.paid_fen - line.refunded_fen, 'splitFen', coalesce(parts.fen, 0))
                     AS details
              FROM attribution_line line
              LEFT JOIN LATERAL (SELECT sum(p.amount_fen) AS fen
                                   FROM attribution_part p
                                  WHERE p.producer_id = line.producer_id AND p.line_id = line.line_id) parts ON true
             WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}
               AND line.paid_fen - line.refunded_fen <> coalesce(parts.fen, 0)""");

    /** That a line stands in the outbox, or aside: what its order says of it is not attributed yet. */
    static final String WAITS = """
            (line.state <> 'ATTRIBUTED'
             OR EXISTS (SELECT FROM order_sale s WHERE s.producer_id = line.producer_id AND s.line_id = line.line_id)
             OR EXISTS (SELECT FROM attribution_parked a
                         WHERE a.producer_id = line.producer_id AND a.line_id = line.line_id))""";

    private static final CheckRule BOUGHT = new CheckRule("split-was-paid", "LINE", LINES, """
            SELECT line.producer_id, line.line_id AS id,
                   jsonb_build_object('paidFen', l.paid_fen, 'attributedFen', line.paid_fen,
                                      'refundedFen', l.refunded_fen, 'takenBackFen', line.refunded_fen) AS details
              FROM attribution_line line
              LEFT JOIN LATERAL (SELECT o.paid_fen, o.refunded_fen
                                   FROM order_line o
                                  WHERE o.producer_id = line.producer_id AND o.order_id = line.order_id
                                    AND o.id = line.line_id
                                  LIMIT 1) l ON true
             WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}
               AND (l.paid_fen IS DISTINCT FROM line.paid_fen OR l.refunded_fen < line.refunded_fen
                    OR l.refunded_fen > line.refunded_fen AND NOT""" + WAITS + ")");

    private static final CheckRule NOT_LOST = new CheckRule("paid-is-split-or-waits", "LINE", PAID, """
            SELECT l.producer_id, l.id, jsonb_build_object('paidFen', l.paid_fen) AS details
            """ + PAID + """
               AND l.paid_fen > 0
               AND NOT EXISTS (SELECT FROM attribution_line a
                                WHERE a.producer_id = l.producer_id AND a.line_id = l.id)
               AND NOT EXISTS (SELECT FROM attribution_parked a
                                WHERE a.producer_id = l.producer_id AND a.line_id = l.id)
               AND NOT EXISTS (SELECT FROM order_sale s WHERE s.producer_id = l.producer_id AND s.line_id = l.id)""");

    LineCheckStore(RuleStore store) {
        super("I2", List.of(PARTS, BOUGHT, NOT_LOST), store);
    }
}
