package org.livelihood.account.check;

/**
 * Every journal stands for a record that its business key names: a journal that somebody invented stands for none. The
 * other way round, a record without its journal is seen by the balances.
 */
final class JournalRule {

    /** A journal with what its key says; an id that is none is null. */
    private static final String SAID = """
              FROM (SELECT j.producer_id, j.id, j.business_key, split_part(j.business_key, ':', 1) AS what,
                           CASE WHEN split_part(j.business_key, ':', 2) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                                THEN CAST(split_part(j.business_key, ':', 2) AS uuid) END AS of_id,
                           CASE WHEN split_part(j.business_key, ':', 3) ~ '^[0-9]{1,9}$'
                                THEN CAST(split_part(j.business_key, ':', 3) AS integer) END AS seq
                      FROM ledger_journal j
                     WHERE j.recorded_at >= :from AND j.recorded_at < :to AND {j.producer_id}) said
             CROSS JOIN LATERAL (SELECT coalesce(sum(p.amount_fen) FILTER (WHERE p.amount_fen > 0), 0) AS fen
                                   FROM ledger_posting p
                                  WHERE p.producer_id = said.producer_id AND p.journal_id = said.id) moved
            """;

    private static final String OF_SALES = """
                     WHEN 'capture' THEN EXISTS (
                       SELECT FROM payment_order r
                        WHERE r.producer_id = said.producer_id AND r.order_id = said.of_id AND r.amount_fen = moved.fen)
                     WHEN 'refund' THEN EXISTS (
                       SELECT FROM payment_refund r
                        WHERE r.producer_id = said.producer_id AND r.id = said.of_id AND r.amount_fen = moved.fen)
                     WHEN 'discount' THEN moved.fen = (
                       SELECT sum(r.amount_fen) FROM order_discount r
                        WHERE r.producer_id = said.producer_id AND r.order_id = said.of_id)
                     WHEN 'discount-back' THEN EXISTS (
                       SELECT FROM payment_refund r
                        WHERE r.producer_id = said.producer_id AND r.id = said.of_id AND r.amount_fen > 0)
                     WHEN 'attribute' THEN EXISTS (
                       SELECT FROM attribution_revision r
                        WHERE r.producer_id = said.producer_id AND r.line_id = said.of_id AND r.revision = said.seq
                          AND r.journal_id = said.id)
                     WHEN 'surplus' THEN EXISTS (
                       SELECT FROM dividend r
                        WHERE r.producer_id = said.producer_id AND r.id = said.of_id AND r.status = 'APPROVED'
                          AND r.surplus_fen = moved.fen)
            """;

    private static final String OF_WORK = """
                     WHEN 'lot-delivery' THEN EXISTS (
                       SELECT FROM lot_source r WHERE r.delivery_id = said.of_id)
                     WHEN 'asset' THEN EXISTS (
                       SELECT FROM asset_grant r WHERE r.producer_id = said.producer_id AND r.id = said.of_id)
                       OR EXISTS (SELECT FROM asset_event r
                                   WHERE r.producer_id = said.producer_id AND r.id = said.of_id)
                     WHEN 'payout' THEN EXISTS (
                       SELECT FROM payout_item r
                        WHERE r.producer_id = said.producer_id AND r.id = said.of_id
                          AND r.net_fen + r.recoup_fen = moved.fen)
                     WHEN 'payout-confirmed' THEN EXISTS (
                       SELECT FROM payout_item r
                        WHERE r.producer_id = said.producer_id AND r.id = said.of_id AND r.status = 'CONFIRMED'
                          AND r.net_fen = moved.fen)
                     WHEN 'payout-failed' THEN EXISTS (
                       SELECT FROM payout_item r
                        WHERE r.producer_id = said.producer_id AND r.id = said.of_id AND r.status = 'FAILED')
                     WHEN 'clawback-waived' THEN EXISTS (
                       SELECT FROM payout_waiver r
                        WHERE r.producer_id = said.producer_id AND r.clawback_id = said.of_id AND r.seq = said.seq
                          AND r.amount_fen = moved.fen)
                     WHEN 'reserve' THEN EXISTS (
                       SELECT FROM payout_reserve_payment r
                        WHERE r.producer_id = said.producer_id AND r.id = said.of_id AND r.amount_fen = moved.fen)
                     WHEN 'reserve-withdrawn' THEN EXISTS (
                       SELECT FROM payout_reserve_withdrawal r
                        WHERE r.producer_id = said.producer_id AND r.id = said.of_id AND r.amount_fen = moved.fen)
                     WHEN 'lot' THEN payable.sum = moved.fen
                     WHEN 'host-wage' THEN payable.sum = moved.fen
                     WHEN 'pay-period' THEN payable.sum = moved.fen
                     WHEN 'dividend' THEN payable.sum = moved.fen
                     ELSE false
            """;

    static final CheckRule RULE =
            new CheckRule("journal-has-its-record", "JOURNAL", SAID, """
            SELECT said.producer_id, said.id,
                   jsonb_build_object('key', said.business_key, 'movedFen', moved.fen) AS details
            """ + SAID + """
             CROSS JOIN LATERAL (SELECT sum(y.amount_fen) AS sum
                                   FROM payable y
                                  WHERE y.producer_id = said.producer_id AND y.source_id = said.of_id
                                    AND y.source_kind = replace(upper(said.what), '-', '_')) payable
             WHERE CASE said.what
            """ + OF_SALES + OF_WORK + """
             END IS NOT TRUE""");

    private JournalRule() {}
}
