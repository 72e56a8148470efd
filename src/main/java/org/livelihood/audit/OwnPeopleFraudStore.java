package org.livelihood.audit;

import java.util.List;
import org.springframework.stereotype.Repository;

/**
 * F8: goods that the producer's own people buy: its managers, its members and workers, and whoever shares a household
 * with them. They may; such a sale is no help from outside. Known where an account's person is known.
 */
@Repository
class OwnPeopleFraudStore extends QueryCheck {

    private static final String BOUGHT = """
              FROM orders o
              JOIN security_person buyer ON buyer.account_id = o.buyer_id
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
            """;

    private static final Rule OWN = new Rule("buyer-is-not-of-the-producer", "ORDER", BOUGHT, """
            SELECT o.producer_id, o.id,
                   jsonb_build_object('totalFen', o.total_fen, 'manages', own.manages, 'member', own.member) AS details
              FROM orders o
              JOIN security_person buyer ON buyer.account_id = o.buyer_id
             CROSS JOIN LATERAL (
                    SELECT EXISTS (SELECT FROM producer_manager m
                                    WHERE m.producer_id = o.producer_id AND m.person_id = buyer.person_id
                                      AND m.holds_from <= CAST(o.paid_at AT TIME ZONE 'Asia/Shanghai' AS date)
                                      AND (m.holds_until IS NULL
                                           OR m.holds_until >= CAST(o.paid_at AT TIME ZONE 'Asia/Shanghai' AS date)))
                             AS manages,
                           EXISTS (SELECT FROM producer_membership m
                                    WHERE m.producer_id = o.producer_id AND m.person_id = buyer.person_id
                                      AND m.holds_from <= CAST(o.paid_at AT TIME ZONE 'Asia/Shanghai' AS date)
                                      AND (m.holds_until IS NULL
                                           OR m.holds_until >= CAST(o.paid_at AT TIME ZONE 'Asia/Shanghai' AS date)))
                             AS member) own
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id} AND (own.manages OR own.member)""");

    OwnPeopleFraudStore(RuleStore store) {
        super("F8", List.of(OWN), store);
    }
}
