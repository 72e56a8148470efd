package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/**
 * F10: guarantees that promise more than was sold, before refunds: somebody else pays for them, or nobody. Goods that
 * all came back are unsold, and what was promised for them is owed for the season.
 */
@Repository
class GuaranteeFraudStore extends QueryCheck {

    private static final String GUARANTEED = """
              FROM (SELECT p.producer_id, sum(p.amount_fen) AS fen
                      FROM payable p
                     WHERE p.basis IN ('GUARANTEE_TOP_UP', 'GUARANTEE') AND p.earned_on >= :fromDay
                       AND p.earned_on <= :toDay AND {p.producer_id}
                     GROUP BY p.producer_id) owed
            """;

    private static final CheckRule SALES =
            new CheckRule("guarantee-within-sales", "PRODUCER", GUARANTEED, """
            SELECT owed.producer_id, owed.producer_id AS id,
                   jsonb_build_object('guaranteeFen', owed.fen, 'soldFen', sold.fen) AS details
            """ + GUARANTEED + """
             CROSS JOIN LATERAL (SELECT coalesce(sum(line.paid_fen), 0) AS fen
                                   FROM attribution_line line
                                  WHERE line.producer_id = owed.producer_id AND line.paid_at >= :from
                                    AND line.paid_at < :to) sold
             WHERE owed.fen > sold.fen""");

    GuaranteeFraudStore(RuleStore store) {
        super("F10", List.of(SALES), store);
    }
}
