package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/**
 * F8: goods that the producer's own people buy, as {@code trace_own_sale} says once: who acts for it, manages it, works
 * for it or contributed. They may; such a sale is no help from outside. Known where a role or an account's person is
 * known.
 */
@Repository
class OwnPeopleFraudStore extends QueryCheck {

    private static final String BOUGHT = """
              FROM orders o
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
            """;

    private static final CheckRule OWN = new CheckRule("buyer-is-not-of-the-producer", "ORDER", BOUGHT, """
            SELECT o.producer_id, o.id, jsonb_build_object('totalFen', o.total_fen, 'tie', own.tie) AS details
              FROM orders o
              JOIN (SELECT each.producer_id, each.order_id, min(each.tie) AS tie
                      FROM trace_own_sale('infinity') each
                     GROUP BY each.producer_id, each.order_id) own
                ON own.producer_id = o.producer_id AND own.order_id = o.id
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}""");

    OwnPeopleFraudStore(RuleStore store) {
        super("F8", List.of(OWN), store);
    }
}
