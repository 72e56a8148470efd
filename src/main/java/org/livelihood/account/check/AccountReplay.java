package org.livelihood.account.check;

/**
 * The accounts of a producer's own books, replayed from the tables that its journals stand for. What is left out:
 * PRODUCER_PAYABLE and RISK_RESERVE, which every other account is posted against, and what deliveries between producers
 * move, whose cost is computed when a lot is sealed. As every journal sums to zero, what these two hold together is
 * right when all others are.
 */
final class AccountReplay {

    private static final String LEDGER = """
            SELECT p.account, p.amount_fen AS posted, 0 AS counted
              FROM ledger_posting p
             WHERE p.producer_id = asked.producer_id
               AND p.account IN ('CLEARING', 'PAYOUT_TRANSIT', 'SURPLUS', 'ADVANCE', 'HOST_PAYABLE', 'PLATFORM_REVENUE',
                                 'LOGISTICS_PAYABLE', 'SHIPPING', 'DISCOUNT_BORNE', 'DISCOUNT_DUE')
             UNION ALL
            SELECT p.account, p.amount_fen, 0
              FROM ledger_posting p
              JOIN ledger_journal j ON j.producer_id = p.producer_id AND j.id = p.journal_id
             WHERE p.producer_id = asked.producer_id AND p.account = 'LOT_COST'
               AND j.business_key NOT LIKE 'lot-delivery:%'""";

    private static final String SALES = """
            SELECT 'CLEARING', 0, o.amount_fen FROM payment_order o
             WHERE o.producer_id = asked.producer_id AND o.outcome IS NOT NULL
             UNION ALL
            SELECT 'CLEARING', 0, -r.amount_fen FROM payment_refund r WHERE r.producer_id = asked.producer_id
             UNION ALL
            SELECT 'SHIPPING', 0, o.shipping_refunded_fen - o.shipping_fen FROM orders o
             WHERE o.producer_id = asked.producer_id AND o.paid_at IS NOT NULL AND o.shipping_fen > 0
             UNION ALL
            SELECT side.account, 0, side.sign * (d.amount_fen - d.undone_fen)
              FROM order_discount d
              JOIN orders o ON o.producer_id = d.producer_id AND o.id = d.order_id AND o.paid_at IS NOT NULL
             CROSS JOIN (VALUES ('DISCOUNT_BORNE', 1), ('DISCOUNT_DUE', -1)) AS side (account, sign)
             WHERE d.producer_id = asked.producer_id
             UNION ALL
            SELECT CASE WHEN a.nature = 'TRACE' THEN 'LOT_COST'
                        WHEN a.party_kind = 'HOST' THEN 'HOST_PAYABLE'
                        WHEN a.party_kind = 'PLATFORM' THEN 'PLATFORM_REVENUE'
                        ELSE 'LOGISTICS_PAYABLE' END, 0, -a.amount_fen
              FROM attribution_part a
             WHERE a.producer_id = asked.producer_id
               AND (a.nature = 'TRACE' OR a.party_kind IN ('HOST', 'PLATFORM', 'LOGISTICS'))""";

    private static final String PAYABLES = """
            SELECT CASE WHEN y.source_kind = 'DIVIDEND' THEN 'SURPLUS' ELSE 'LOT_COST' END, 0, y.amount_fen
              FROM payable y
             WHERE y.producer_id = asked.producer_id AND (y.source_kind <> 'DIVIDEND' OR y.basis <> 'GUARANTEE')
             UNION ALL
            SELECT 'SURPLUS', 0, -d.surplus_fen FROM dividend d
             WHERE d.producer_id = asked.producer_id AND d.status = 'APPROVED' AND d.patronage_fen + d.capital_fen > 0
             UNION ALL
            SELECT CASE WHEN i.status = 'CONFIRMED' THEN 'CLEARING' ELSE 'PAYOUT_TRANSIT' END, 0, -i.net_fen
              FROM payout_item i
             WHERE i.producer_id = asked.producer_id AND i.status IN ('SUBMITTED', 'CONFIRMED')
             UNION ALL
            SELECT 'ADVANCE', 0, -i.recoup_fen FROM payout_item i
             WHERE i.producer_id = asked.producer_id AND i.status IN ('SUBMITTED', 'CONFIRMED')
             UNION ALL
            SELECT 'ADVANCE', 0, g.value_fen FROM asset_grant g
             WHERE g.producer_id = asked.producer_id AND g.kind = 'RECOVERABLE'
             UNION ALL
            SELECT 'ADVANCE', 0, -e.relief_fen FROM asset_event e WHERE e.producer_id = asked.producer_id
             UNION ALL
            SELECT 'PLATFORM_REVENUE', 0, r.amount_fen FROM payout_reserve_payment r
             WHERE r.producer_id = asked.producer_id AND r.payer = 'PLATFORM'
             UNION ALL
            SELECT 'PLATFORM_REVENUE', 0, -w.amount_fen
              FROM payout_reserve_withdrawal w
              JOIN payout_reserve_payment r ON r.producer_id = w.producer_id AND r.id = w.payment_id
             WHERE w.producer_id = asked.producer_id AND r.payer = 'PLATFORM'""";

    static final CheckRule RULE = new CheckRule(
            "balance-of-accounts",
            "PRODUCER",
            LedgerCheckStore.POSTED,
            """
            SELECT asked.producer_id, asked.producer_id AS id,
                   jsonb_build_object('account', replay.account, 'ledgerFen', replay.posted,
                                      'replayFen', replay.counted) AS details
              FROM (SELECT DISTINCT p.producer_id
            """ + LedgerCheckStore.POSTED + """
                   ) asked
             CROSS JOIN LATERAL (SELECT account, sum(posted) AS posted, sum(counted) AS counted
                                   FROM (%s
                                          UNION ALL
                                         %s
                                          UNION ALL
                                         %s) each
                                  GROUP BY account) replay
             WHERE replay.posted <> replay.counted""".formatted(LEDGER, SALES, PAYABLES));

    private AccountReplay() {}
}
