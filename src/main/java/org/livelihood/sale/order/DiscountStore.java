package org.livelihood.sale.order;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was taken off the lines of orders, and who bears it. */
@Repository
class DiscountStore {

    private static final String ADD = """
            INSERT INTO order_discount (producer_id, order_id, line_id, promotion_id, bearer, bearer_id, amount_fen)
            SELECT producer_id, order_id, line_id, promotion_id, bearer, bearer_id, amount_fen
              FROM unnest(:producers, :orders, :lines, :promotions, :bearers, :bearerIds, :amounts)
                     AS d (producer_id, order_id, line_id, promotion_id, bearer, bearer_id, amount_fen)""";

    private static final String BORNE = """
            SELECT order_id, bearer, bearer_id, CAST(sum(amount_fen) AS bigint) AS amount_fen
              FROM order_discount
             WHERE producer_id = :producer AND order_id = ANY(:orders)
             GROUP BY order_id, bearer, bearer_id
             ORDER BY order_id, bearer, bearer_id""";

    /** Of what was paid, so much went back: the same part of each discount is undone, and all of it with the last. */
    private static final String UNDO = """
            WITH now AS (
              SELECT promotion_id, undone_fen,
                     CAST(div(CAST(amount_fen AS numeric) * :refunded, :paid) AS bigint) AS to_fen
                FROM order_discount
               WHERE producer_id = :producer AND order_id = :order AND line_id = :line
               ORDER BY promotion_id
                 FOR NO KEY UPDATE)
            UPDATE order_discount d
               SET undone_fen = now.to_fen
              FROM now
             WHERE d.producer_id = :producer AND d.order_id = :order AND d.line_id = :line
               AND d.promotion_id = now.promotion_id
            RETURNING d.order_id, d.bearer, d.bearer_id, now.to_fen - now.undone_fen AS amount_fen""";

    private final DatabaseClient database;

    DiscountStore(DatabaseClient database) {
        this.database = database;
    }

    private record Row(ProducerId producer, OrderId order, OrderLineId line, Discount discount) {}

    /** Of orders that are placed in this transaction. */
    Mono<Void> add(Collection<Purchase.Part> parts) {
        List<Row> rows = parts.stream().flatMap(DiscountStore::rows).toList();
        return rows.isEmpty()
                ? Mono.empty()
                : database.sql(ADD)
                        .bind("producers", Columns.ids(rows, Row::producer))
                        .bind("orders", Columns.ids(rows, Row::order))
                        .bind("lines", Columns.ids(rows, Row::line))
                        .bind(
                                "promotions",
                                Columns.uuids(rows, row -> row.discount().promotion()))
                        .bind(
                                "bearers",
                                Columns.texts(
                                        rows, row -> row.discount().bearer().kind()))
                        .bind(
                                "bearerIds",
                                Columns.uuids(
                                        rows, row -> row.discount().bearer().id()))
                        .bind("amounts", Columns.fen(rows, row -> row.discount().amount()))
                        .then();
    }

    private static Stream<Row> rows(Purchase.Part part) {
        return part.items().stream()
                .flatMap(item -> item.discounts().stream()
                        .map(discount -> new Row(part.producer(), part.order(), item.line(), discount)));
    }

    /** Who bears how much of an order's discounts. */
    record Borne(OrderId order, Party bearer, Money amount) {}

    Flux<Borne> borne(ProducerId producer, Collection<OrderId> orders) {
        return database.sql(BORNE)
                .bind("producer", producer.value())
                .bind("orders", Columns.ids(orders, order -> order))
                .map(DiscountStore::borne)
                .all();
    }

    /** Undoes discounts of a line as far as it is paid back now; answers by how much more than before. */
    Mono<Map<Party, Money>> undo(Order order, OrderLineId line, LineBalance now) {
        return database.sql(UNDO)
                .bind("producer", order.producer().value())
                .bind("order", order.id().value())
                .bind("line", line.value())
                .bind("refunded", now.refunded().fen())
                .bind("paid", now.paid().fen())
                .map(DiscountStore::borne)
                .all()
                .collect(LinkedHashMap::new, (sums, one) -> sums.merge(one.bearer(), one.amount(), Money::plus));
    }

    private static Borne borne(Readable row) {
        Party bearer = Rows.party(row, "bearer", "bearer_id");
        return new Borne(Rows.id(row, "order_id", OrderId::new), bearer, Rows.money(row, "amount_fen"));
    }
}
