package org.livelihood.sale.order;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Lines of which money or goods go back: locked after their order, changed, and handed on to be attributed anew. */
@Repository
class LineRefundStore {

    private static final String LOCK_ORDER = """
            SELECT id FROM orders WHERE producer_id = :producer AND id = :order FOR NO KEY UPDATE""";

    private static final String LOCK_LINE = """
            SELECT o.status, o.paid_at, o.hold_round, o.session_id, o.buyer_id, l.sku_id, l.limited, l.discount_fen,
                   l.paid_fen, l.refunded_fen, l.quantity, l.returned_quantity, l.spoiled_quantity
              FROM order_line l
              JOIN orders o ON (o.producer_id, o.id) = (l.producer_id, l.order_id)
             WHERE l.producer_id = :producer AND l.order_id = :order AND l.id = :line
               FOR NO KEY UPDATE OF l""";

    private static final String CHANGE = """
            UPDATE order_line
               SET refunded_fen = :refunded, returned_quantity = :returned, spoiled_quantity = :spoiled
             WHERE producer_id = :producer AND order_id = :order AND id = :line""";

    private static final String TO_STOCK = """
            SELECT stock_return(:producer, :line, CAST(:round AS smallint), :units)""";

    private static final String FREE_LIMIT = """
            UPDATE order_buyer_limit
               SET units = units - :units
             WHERE producer_id = :producer AND session_id = :session AND sku_id = :sku AND buyer_id = :buyer""";

    private static final String END_ORDER = """
            UPDATE orders SET status = 'REFUNDED'
             WHERE producer_id = :producer AND id = :order AND status <> 'REFUNDED'
               AND NOT EXISTS (SELECT FROM order_line
                                WHERE producer_id = :producer AND order_id = :order AND refunded_fen < paid_fen)
            RETURNING id""";

    private static final String TAKE_SHIPPING = """
            WITH asked AS (
              SELECT id, coalesce(:amount, shipping_fen - shipping_refunded_fen) AS fen
                FROM orders WHERE producer_id = :producer AND id = :order)
            UPDATE orders o
               SET shipping_refunded_fen = o.shipping_refunded_fen + asked.fen
              FROM asked
             WHERE o.producer_id = :producer AND o.id = asked.id AND asked.fen > 0
               AND o.shipping_refunded_fen + asked.fen <= o.shipping_fen
            RETURNING asked.fen AS taken_fen""";

    private static final String HAND_ON = """
            INSERT INTO order_sale (producer_id, order_id, line_id, session_id)
            SELECT producer_id, id, :line, session_id FROM orders WHERE producer_id = :producer AND id = :order""";

    private final DatabaseClient database;

    LineRefundStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A line and what its order says of it, as both stand now.
     *
     * @param holdRound the round of stock moves in which its units were sold
     * @param limited whether its units count against what a buyer may have from the room
     * @param discount what was taken off it
     */
    record Locked(
            OrderLineId id,
            Order.Status status,
            @Nullable Instant paidAt,
            int holdRound,
            @Nullable SessionId session,
            AccountId buyer,
            SkuId sku,
            boolean limited,
            Money discount,
            LineBalance balance) {}

    /** Waits until nobody else takes anything of the order back; the turn lasts until the transaction ends. */
    Mono<Void> lock(Order order) {
        return of(order, LOCK_ORDER).then();
    }

    /** The line, locked; whoever asks has locked its order. */
    Mono<Locked> line(Order order, OrderLineId line) {
        return of(order, LOCK_LINE)
                .bind("line", line.value())
                .map(row -> locked(line, row))
                .one();
    }

    Mono<Void> change(Order order, OrderLineId line, LineBalance to) {
        return of(order, CHANGE)
                .bind("line", line.value())
                .bind("refunded", to.refunded().fen())
                .bind("returned", to.returned())
                .bind("spoiled", to.spoiled())
                .then();
    }

    Mono<Void> toStock(Order order, Locked line, long units) {
        return database.sql(TO_STOCK)
                .bind("producer", order.producer().value())
                .bind("line", line.id().value())
                .bind("round", line.holdRound())
                .bind("units", units)
                .then();
    }

    /** Her units count against the buyer's limit no longer. */
    Mono<Void> freeLimit(Order order, Locked line, SessionId session, long units) {
        return database.sql(FREE_LIMIT)
                .bind("producer", order.producer().value())
                .bind("session", session.value())
                .bind("sku", line.sku().value())
                .bind("buyer", line.buyer().value())
                .bind("units", units)
                .then();
    }

    /** The order is REFUNDED once all that was paid for its lines is back. Empty when it is not, or was before. */
    Mono<OrderId> endIfRefunded(Order order) {
        return of(order, END_ORDER).map(row -> Rows.id(row, "id", OrderId::new)).one();
    }

    /**
     * Takes back what sending it cost, never more than was paid for that.
     *
     * @param amount null for all that is left
     * @return what goes back; empty where it would be too much
     */
    Mono<Money> takeShipping(Order order, @Nullable Money amount) {
        return of(order, TAKE_SHIPPING)
                .bind("amount", Columns.fenOrNull(amount))
                .map(row -> Rows.money(row, "taken_fen"))
                .one();
    }

    Mono<Void> handOn(Order order, OrderLineId line) {
        return of(order, HAND_ON).bind("line", line.value()).then();
    }

    private DatabaseClient.GenericExecuteSpec of(Order order, String sql) {
        return database.sql(sql)
                .bind("producer", order.producer().value())
                .bind("order", order.id().value());
    }

    private static Locked locked(OrderLineId id, Readable row) {
        LineBalance balance = new LineBalance(
                Rows.money(row, "paid_fen"),
                Rows.money(row, "refunded_fen"),
                Rows.number(row, "quantity"),
                Rows.number(row, "returned_quantity"),
                Rows.number(row, "spoiled_quantity"));
        return new Locked(
                id,
                Rows.name(row, "status", Order.Status.class),
                row.get("paid_at", Instant.class),
                Rows.integer(row, "hold_round"),
                Rows.idOrNull(row, "session_id", SessionId::new),
                Rows.id(row, "buyer_id", AccountId::new),
                Rows.id(row, "sku_id", SkuId::new),
                Rows.flag(row, "limited"),
                Rows.money(row, "discount_fen"),
                balance);
    }
}
