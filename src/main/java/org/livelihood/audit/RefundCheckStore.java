package org.livelihood.audit;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I5: a full refund leaves nothing to anybody. */
@Repository
class RefundCheckStore extends QueryCheck {

    private static final String REFUNDED = LineCheckStore.LINES + """
               AND line.paid_fen = line.refunded_fen AND line.paid_fen > 0
            """;

    private static final Rule PARTS = new Rule("refund-leaves-no-income", "LINE", REFUNDED, """
            SELECT line.producer_id, line.line_id AS id,
                   jsonb_build_object('party', part.party_id, 'basis', part.basis, 'nature', part.nature,
                                      'leftFen', part.fen) AS details
              FROM attribution_line line
             CROSS JOIN LATERAL (SELECT p.party_id, p.basis, p.nature, sum(p.amount_fen) AS fen
                                   FROM attribution_part p
                                  WHERE p.producer_id = line.producer_id AND p.line_id = line.line_id
                                  GROUP BY p.party_kind, p.party_id, p.basis, p.nature) part
             WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}
               AND line.paid_fen = line.refunded_fen AND line.paid_fen > 0 AND part.fen <> 0""");

    private static final Rule TRACED = new Rule("refund-leaves-no-traced-sale", "LINE", REFUNDED, """
            SELECT line.producer_id, line.line_id AS id,
                   jsonb_build_object('party', traced.party_id, 'leftFen', traced.fen) AS details
              FROM attribution_line line
             CROSS JOIN LATERAL (SELECT t.party_id, sum(t.amount_fen) AS fen
                                   FROM attribution_traced_sale t
                                  WHERE t.producer_id = line.producer_id AND t.line_id = line.line_id
                                  GROUP BY t.party_id) traced
             WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}
               AND line.paid_fen = line.refunded_fen AND line.paid_fen > 0 AND traced.fen <> 0""");

    RefundCheckStore(RuleStore store) {
        super("I5", List.of(PARTS, TRACED), store);
    }
}
