package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** F9: money that stands still: set aside, in suspense, on its way to a bank or a buyer. As it is now, of any day. */
@Repository
class StandingMoneyStore extends QueryCheck {

    private static final String ASIDE = """
              FROM attribution_parked a
             WHERE {a.producer_id}
            """;

    private static final CheckRule PARKED = new CheckRule("no-sale-stands-aside", "LINE", ASIDE, """
            SELECT a.producer_id, a.line_id AS id,
                   jsonb_build_object('paidFen', a.paid_fen, 'refundedFen', a.refunded_fen, 'reason', a.reason,
                                      'since', a.parked_at) AS details
            """ + ASIDE);

    private static final String WAITING = """
              FROM order_sale s
              JOIN orders o ON o.producer_id = s.producer_id AND o.id = s.order_id
             WHERE {s.producer_id}
            """;

    private static final CheckRule SUSPENSE =
            new CheckRule("sale-waits-not-long", "LINE", WAITING, """
            SELECT s.producer_id, s.line_id AS id, jsonb_build_object('paidAt', o.paid_at) AS details
            """ + WAITING + """
               AND o.paid_at < now() - interval '1 hour'
               AND NOT EXISTS (SELECT FROM payment_refund r
                                WHERE r.producer_id = s.producer_id AND r.line_id = s.line_id
                                  AND r.accepted_at > now() - interval '1 hour')""");

    private static final String REFUNDS = """
              FROM payment_refund r
             WHERE r.status = 'ACCEPTED' AND {r.producer_id}
            """;

    private static final CheckRule REFUND =
            new CheckRule("refund-waits-not-long", "REFUND", REFUNDS, """
            SELECT r.producer_id, r.id,
                   jsonb_build_object('amountFen', r.amount_fen, 'acceptedAt', r.accepted_at, 'sent', r.sent) AS details
            """ + REFUNDS + """
               AND r.accepted_at < now() - interval '3 days'""");

    private static final String SENT = """
              FROM payout_item i
              JOIN payout_batch b ON b.producer_id = i.producer_id AND b.id = i.batch_id
             WHERE i.status IN ('MADE', 'SUBMITTED') AND {i.producer_id}
            """;

    private static final CheckRule PAYOUT = new CheckRule("payout-waits-not-long", "ITEM", SENT, """
            SELECT i.producer_id, i.id,
                   jsonb_build_object('netFen', i.net_fen, 'status', i.status, 'madeAt', b.made_at) AS details
            """ + SENT + """
               AND coalesce(b.decided_at, b.made_at) < now() - interval '30 days'""");

    StandingMoneyStore(RuleStore store) {
        super("F9", List.of(PARKED, SUSPENSE, REFUND, PAYOUT), store);
    }
}
