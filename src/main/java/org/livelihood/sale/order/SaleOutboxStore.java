package org.livelihood.sale.order;

import io.r2dbc.spi.Readable;
import java.util.List;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class SaleOutboxStore {

    /** From producer to producer by the key. */
    private static final String PRODUCERS = """
            WITH RECURSIVE waiting AS (
              (SELECT producer_id FROM order_sale ORDER BY producer_id LIMIT 1)
               UNION ALL
              SELECT n.producer_id
                FROM waiting w
               CROSS JOIN LATERAL (SELECT s.producer_id FROM order_sale s WHERE s.producer_id > w.producer_id
                                    ORDER BY s.producer_id LIMIT 1) n)
            SELECT producer_id FROM waiting""";

    /**
     * Looks at the oldest only: a lane whose lines stand far behind those of another waits for its turn. What is next
     * is asked once and kept: a plan that asks again for each row would take more than the limit, and whoever asks for
     * one line must get one.
     */
    private static final String TAKE = """
            WITH next AS MATERIALIZED (
              SELECT s.id
                FROM order_sale s
               WHERE s.producer_id = :producer
                 AND s.id <= (SELECT max(id) FROM (SELECT id FROM order_sale WHERE producer_id = :producer
                                                    ORDER BY id LIMIT :look) old)
                 AND (SELECT get_byte(uuid_send(l.sku_id), 15) % :lanes
                        FROM order_line l
                       WHERE (l.producer_id, l.order_id, l.id) = (s.producer_id, s.order_id, s.line_id)) = :lane
               ORDER BY s.id
               LIMIT :limit
                 FOR UPDATE SKIP LOCKED)
            DELETE FROM order_sale WHERE producer_id = :producer AND id IN (SELECT id FROM next)
            RETURNING order_id, line_id""";

    private static final int LOOK_AHEAD = 4;

    private static final String LINES = """
            SELECT l.producer_id, l.id, l.order_id, o.buyer_id, o.session_id, l.sku_id, l.quantity, l.paid_fen,
                   l.refunded_fen, l.returned_quantity, l.spoiled_quantity, o.paid_at
              FROM order_line l
              JOIN orders o ON (o.producer_id, o.id) = (l.producer_id, l.order_id)
             WHERE l.producer_id = :producer AND (l.order_id, l.id) IN (SELECT * FROM unnest(:orders, :lines))
               AND o.paid_at IS NOT NULL
             ORDER BY o.paid_at, l.id""";

    private static final String IS_OPEN = """
            SELECT EXISTS (SELECT FROM orders
                            WHERE producer_id = :producer AND session_id = :session AND status = 'AWAITING_PAYMENT')
                OR EXISTS (SELECT FROM order_sale
                            WHERE producer_id = :producer AND session_id = :session) AS open""";

    private final DatabaseClient database;

    SaleOutboxStore(DatabaseClient database) {
        this.database = database;
    }

    record Waiting(OrderId order, OrderLineId line) {}

    Flux<ProducerId> producers() {
        return database.sql(PRODUCERS)
                .map(row -> Rows.id(row, "producer_id", ProducerId::new))
                .all();
    }

    Mono<List<Waiting>> take(ProducerId producer, SaleLane lane, int limit) {
        return database.sql(TAKE)
                .bind("producer", producer.value())
                .bind("look", limit * lane.lanes() * LOOK_AHEAD)
                .bind("lane", lane.number())
                .bind("lanes", lane.lanes())
                .bind("limit", limit)
                .map(row ->
                        new Waiting(Rows.id(row, "order_id", OrderId::new), Rows.id(row, "line_id", OrderLineId::new)))
                .all()
                .collectList();
    }

    Mono<List<SaleLine>> linesOf(ProducerId producer, List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql(LINES)
                .bind("producer", producer.value())
                .bind("orders", Columns.ids(waiting, Waiting::order))
                .bind("lines", Columns.ids(waiting, Waiting::line))
                .map(SaleOutboxStore::line)
                .all()
                .collectList();
    }

    Mono<Boolean> isOpen(ProducerId producer, SessionId session) {
        return database.sql(IS_OPEN)
                .bind("producer", producer.value())
                .bind("session", session.value())
                .map(row -> Rows.flag(row, "open"))
                .one();
    }

    private static SaleLine line(Readable row) {
        return new SaleLine(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "id", OrderLineId::new),
                Rows.id(row, "order_id", OrderId::new),
                Rows.id(row, "buyer_id", AccountId::new),
                Rows.idOrNull(row, "session_id", SessionId::new),
                Rows.id(row, "sku_id", SkuId::new),
                Rows.number(row, "quantity"),
                Rows.money(row, "paid_fen"),
                Rows.money(row, "refunded_fen"),
                Rows.number(row, "returned_quantity"),
                Rows.number(row, "spoiled_quantity"),
                Rows.time(row, "paid_at"));
    }
}
