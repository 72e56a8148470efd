package org.livelihood.support;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.r2dbc.core.DatabaseClient;

/** What must hold of stock, orders and ledger whatever happened, as queries. */
@TestComponent
public class Books {

    private static final String POOLS_UNLIKE_MOVES = """
            WITH moved AS (
              SELECT producer_id, sku_id, session_id,
                     sum(CASE WHEN kind IN ('ADD', 'POOL', 'RELEASE', 'RETURN') THEN units
                              WHEN kind = 'RESERVE' THEN -units ELSE 0 END) AS available,
                     sum(CASE WHEN kind = 'RESERVE' THEN units WHEN kind IN ('SELL', 'RELEASE') THEN -units ELSE 0 END)
                       AS reserved,
                     sum(CASE WHEN kind = 'SELL' THEN units
                              WHEN kind IN ('RETURN', 'SPOIL') THEN -units ELSE 0 END) AS sold
                FROM (SELECT producer_id, sku_id, session_id, kind, units FROM stock_move
                       UNION ALL
                      SELECT producer_id, sku_id, '00000000-0000-0000-0000-000000000000', 'POOL', -units
                        FROM stock_move WHERE kind = 'POOL') m
               GROUP BY producer_id, sku_id, session_id)
            SELECT p.*, m.available AS moved_available, m.reserved AS moved_reserved, m.sold AS moved_sold
              FROM stock_pool p FULL JOIN moved m USING (producer_id, sku_id, session_id)
             WHERE producer_id = :producer
               AND (p.available, p.reserved, p.sold) IS DISTINCT FROM (m.available, m.reserved, m.sold)""";

    private static final String LINES_UNLIKE_MOVES = """
            SELECT o.id, o.status, l.id AS line, l.quantity
              FROM orders o JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
             WHERE o.producer_id = :producer
               AND (SELECT sum(CASE kind WHEN 'RESERVE' THEN units WHEN 'RELEASE' THEN -units ELSE 0 END)
                      FROM stock_move m WHERE (m.producer_id, m.reference_id) = (l.producer_id, l.id)
                       AND m.kind <> 'POOL')
                   IS DISTINCT FROM CASE WHEN o.status IN ('CANCELLED', 'EXPIRED') THEN 0 ELSE l.quantity END""";

    private static final String RETURNS_UNLIKE_MOVES = """
            SELECT l.id, l.quantity, l.returned_quantity, back.units, asked.units AS asked
              FROM order_line l
             CROSS JOIN LATERAL (SELECT coalesce(sum(m.units), 0) AS units FROM stock_move m
                                  WHERE (m.producer_id, m.reference_id, m.kind) = (l.producer_id, l.id, 'RETURN')) back
             CROSS JOIN LATERAL (SELECT coalesce(sum(f.returned_quantity), 0) AS units FROM payment_refund f
                                  WHERE (f.producer_id, f.order_id, f.line_id) = (l.producer_id, l.order_id, l.id)) asked
             WHERE l.producer_id = :producer
               AND (l.returned_quantity <> back.units OR l.returned_quantity <> asked.units)""";

    private static final String LIMITS_UNLIKE_ORDERS = """
            SELECT b.buyer_id, b.units
              FROM order_buyer_limit b
             WHERE b.producer_id = :producer
               AND b.units IS DISTINCT FROM (
                     SELECT coalesce(sum(l.quantity - least(
                              l.returned_quantity + l.spoiled_quantity,
                              CASE WHEN l.paid_fen = 0 THEN l.quantity
                                   ELSE div(CAST(l.refunded_fen AS numeric) * l.quantity, l.paid_fen) END)), 0)
                       FROM orders o JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
                      WHERE (o.producer_id, o.session_id, o.buyer_id, l.sku_id)
                          = (b.producer_id, b.session_id, b.buyer_id, b.sku_id)
                        AND l.limited AND o.status NOT IN ('CANCELLED', 'EXPIRED'))""";

    private static final String LEDGER_UNLIKE_ORDERS = """
            SELECT l.id, l.paid_fen, l.refunded_fen, r.refunded
              FROM order_line l
              LEFT JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS refunded FROM payment_refund f
                                  WHERE (f.producer_id, f.order_id, f.line_id) = (l.producer_id, l.order_id, l.id)) r
                     ON true
             WHERE l.producer_id = :producer AND l.refunded_fen <> r.refunded
             UNION ALL
            SELECT o.id, o.total_fen, -s.balance, s.journals
              FROM orders o
              JOIN LATERAL (SELECT coalesce(sum(p.amount_fen), 0) AS balance, count(DISTINCT j.id) AS journals
                              FROM ledger_journal j
                              JOIN ledger_posting p ON (p.producer_id, p.journal_id) = (j.producer_id, j.id)
                             WHERE j.producer_id = o.producer_id AND j.business_key = 'capture:' || o.id
                               AND p.account = 'SUSPENSE') s ON true
             WHERE o.producer_id = :producer
               AND (s.journals, -s.balance) <> (CASE WHEN o.paid_at IS NULL THEN 0 ELSE 1 END,
                                                CASE WHEN o.paid_at IS NULL THEN 0 ELSE o.total_fen - o.shipping_fen END)""";

    private static final String SUSPENSE_UNLIKE_SALES = """
            SELECT s.balance, o.net
              FROM (SELECT coalesce(sum(amount_fen), 0) AS balance FROM ledger_posting p
                      JOIN ledger_journal j ON (j.producer_id, j.id) = (p.producer_id, p.journal_id)
                     WHERE p.producer_id = :producer AND p.account = 'SUSPENSE'
                       AND split_part(j.business_key, ':', 1) IN ('capture', 'refund')) s
             CROSS JOIN (SELECT coalesce(sum(paid_fen - refunded_fen), 0) AS net FROM order_line
                          WHERE producer_id = :producer) o
             WHERE s.balance <> -o.net""";

    private final DatabaseClient database;

    Books(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What does not fit: empty when counters are the sums of moves, lines hold what they should, and limits count it.
     */
    public List<Map<String, Object>> faults(ProducerId producer) {
        return List.of(
                        POOLS_UNLIKE_MOVES,
                        LINES_UNLIKE_MOVES,
                        RETURNS_UNLIKE_MOVES,
                        LIMITS_UNLIKE_ORDERS,
                        LEDGER_UNLIKE_ORDERS,
                        SUSPENSE_UNLIKE_SALES)
                .stream()
                .flatMap(query -> rows(query, producer).stream())
                .toList();
    }

    private List<Map<String, Object>> rows(String query, ProducerId producer) {
        return Objects.requireNonNull(database.sql(query)
                .bind("producer", producer.value())
                .fetch()
                .all()
                .collectList()
                .block());
    }

    public long count(String query, ProducerId producer) {
        return Objects.requireNonNull(database.sql(query)
                .bind("producer", producer.value())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block());
    }

    /** What stands in the accounts of a kind in a producer's books, debits less credits, in fen. */
    public long balance(String account, ProducerId producer) {
        return count(
                "SELECT CAST(coalesce(sum(amount_fen), 0) AS bigint) FROM ledger_posting WHERE producer_id = :producer"
                        + " AND account = '" + account + "'",
                producer);
    }

    /** That an auditor finds nothing wrong with a producer's books by these checks, and that they fit each other. */
    public void requireSound(Api auditor, ProducerId producer, String... checks) {
        List<Map<String, Object>> faults = faults(producer);
        if (!faults.isEmpty()) {
            throw new AssertionError(faults);
        }
        for (String check : checks) {
            Api.Answer found = auditor.get("/api/v1/audit/checks/" + check + "?producer=" + producer)
                    .expect(200);
            if (!List.of("PASS", "NOTHING").contains(found.text("/verdict"))) {
                throw new AssertionError(found.body());
            }
        }
    }
}
