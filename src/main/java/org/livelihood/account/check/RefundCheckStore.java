package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I5: a full refund leaves nothing to anybody. */
@Repository
class RefundCheckStore extends QueryCheck {

    /** By what the order says: a refund that attribution never heard of counts, one that still waits does not. */
    private static final String REFUNDED = """
              FROM attribution_line line
              JOIN order_line l ON l.producer_id = line.producer_id AND l.order_id = line.order_id
                   AND l.id = line.line_id AND l.refunded_fen = l.paid_fen AND l.paid_fen > 0
             CROSS JOIN LATERAL (%s) part
             WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}
               AND NOT""" + LineCheckStore.WAITS;

    private static final String EXAMINED = REFUNDED.formatted("SELECT 1");

    private static final CheckRule PARTS = new CheckRule(
            "refund-leaves-no-income", "LINE", EXAMINED, """
            SELECT line.producer_id, line.line_id AS id,
                   jsonb_build_object('party', part.party_id, 'basis', part.basis, 'nature', part.nature,
                                      'leftFen', part.fen) AS details
            """ + REFUNDED.formatted("""
                    SELECT p.party_id, p.basis, p.nature, sum(p.amount_fen) AS fen
                      FROM attribution_part p
                     WHERE p.producer_id = line.producer_id AND p.line_id = line.line_id
                     GROUP BY p.party_kind, p.party_id, p.basis, p.nature""") + " AND part.fen <> 0");

    private static final CheckRule TRACED = new CheckRule(
            "refund-leaves-no-traced-sale", "LINE", EXAMINED, """
            SELECT line.producer_id, line.line_id AS id,
                   jsonb_build_object('party', part.party_id, 'leftFen', part.fen) AS details
            """ + REFUNDED.formatted("""
                    SELECT t.party_id, sum(t.amount_fen) AS fen
                      FROM attribution_traced_sale t
                     WHERE t.producer_id = line.producer_id AND t.line_id = line.line_id
                     GROUP BY t.party_id""") + " AND part.fen <> 0");

    RefundCheckStore(RuleStore store) {
        super("I5", List.of(PARTS, TRACED), store);
    }
}
