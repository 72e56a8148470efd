package org.livelihood.sale.order;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Orders as their statements answer them: one row a line. */
final class OrderRows {

    private OrderRows() {}

    private record Row(Order order, Order.Line line) {}

    /** Orders with their lines; rows of an order stand together. */
    static Flux<Order> orders(DatabaseClient.GenericExecuteSpec query) {
        return query.map(OrderRows::row).all().collectList().flatMapIterable(OrderRows::gathered);
    }

    private static List<Order> gathered(List<Row> rows) {
        Map<OrderId, List<Row>> byOrder = new LinkedHashMap<>();
        rows.forEach(row -> byOrder.computeIfAbsent(row.order().id(), id -> new ArrayList<>())
                .add(row));
        return byOrder.values().stream()
                .map(own -> withLines(
                        own.get(0).order(), own.stream().map(Row::line).toList()))
                .toList();
    }

    private static Order withLines(Order o, List<Order.Line> lines) {
        return new Order(
                o.producer(),
                o.id(),
                o.buyer(),
                o.session(),
                o.status(),
                o.total(),
                o.shipping(),
                o.shippingRefunded(),
                o.placedAt(),
                o.expiresAt(),
                o.paidAt(),
                lines,
                o.cancelled(),
                o.address());
    }

    private static Row row(Readable row) {
        Order order = new Order(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "id", OrderId::new),
                Rows.id(row, "buyer_id", AccountId::new),
                Rows.idOrNull(row, "session_id", SessionId::new),
                Rows.name(row, "status", Order.Status.class),
                Rows.money(row, "total_fen"),
                Rows.money(row, "shipping_fen"),
                Rows.money(row, "shipping_refunded_fen"),
                Rows.time(row, "placed_at"),
                Rows.time(row, "expires_at"),
                row.get("paid_at", Instant.class),
                List.of(),
                cancelled(row),
                null);
        return new Row(order, line(row));
    }

    private static @Nullable Cancellation cancelled(Readable row) {
        String reason = row.get("cancel_reason", String.class);
        return reason == null
                ? null
                : new Cancellation(Cancellation.Why.valueOf(reason), row.get("cancel_note", String.class));
    }

    private static Order.Line line(Readable row) {
        return new Order.Line(
                Rows.id(row, "line_id", OrderLineId::new),
                Rows.id(row, "sku_id", SkuId::new),
                Rows.text(row, "title"),
                row.get("option_name", String.class),
                Rows.idOrNull(row, "image_id", ImageId::new),
                Rows.money(row, "price_fen"),
                Rows.number(row, "quantity"),
                Rows.money(row, "discount_fen"),
                Rows.money(row, "paid_fen"),
                Rows.money(row, "refunded_fen"),
                Rows.number(row, "returned_quantity"),
                Rows.number(row, "spoiled_quantity"));
    }
}
