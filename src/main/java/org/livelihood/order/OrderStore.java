package org.livelihood.order;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.ImageId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class OrderStore {

    private static final String ORDERS = """
            SELECT o.producer_id, o.id, o.buyer_id, o.session_id, o.status, o.total_fen, o.placed_at, o.expires_at,
                   o.paid_at, l.line_ids, l.skus, l.titles, l.options, l.images, l.prices, l.quantities, l.refunds
              FROM orders o
             CROSS JOIN LATERAL (
                   SELECT array_agg(id ORDER BY id) AS line_ids, array_agg(sku_id ORDER BY id) AS skus,
                          array_agg(title ORDER BY id) AS titles, array_agg(option_name ORDER BY id) AS options,
                          array_agg(image_id ORDER BY id) AS images, array_agg(price_fen ORDER BY id) AS prices,
                          array_agg(quantity ORDER BY id) AS quantities, array_agg(refunded_fen ORDER BY id) AS refunds
                     FROM order_line WHERE producer_id = o.producer_id AND order_id = o.id) l""";

    private static final String BY_IDS = ORDERS + """

             WHERE o.id = ANY(:ids)
             ORDER BY o.id""";

    private static final String OF_BUYER = ORDERS + """

             WHERE o.buyer_id = :buyer AND o.id < :before
             ORDER BY o.id DESC
             LIMIT :limit""";

    private static final String OF_PRODUCER = ORDERS + """

             WHERE o.producer_id = :producer AND o.id < :before
               AND (CAST(:session AS uuid) IS NULL OR o.session_id = :session)
               AND (CAST(:status AS text) IS NULL OR o.status = :status)
             ORDER BY o.id DESC
             LIMIT :limit""";

    private static final String END = """
            SELECT order_end(ARRAY[:producer], ARRAY[:order], 'CANCELLED', :now) AS ended""";

    private static final String EXPIRE = """
            SELECT order_expire(:now, :limit) AS ended""";

    private static final String SETTLE = """
            SELECT place, outcome FROM order_settle(:producers, :orders, :amounts, :now) ORDER BY place""";

    private static final String REFUND = """
            SELECT outcome, amount_fen, returned_quantity FROM order_refund(:producer, :order, :line, :amount)""";

    private static final String HOLD = """
            UPDATE orders SET open_payments = open_payments + :change
             WHERE (producer_id, id) IN (SELECT * FROM unnest(:producers, :orders))""";

    private final DatabaseClient database;

    OrderStore(DatabaseClient database) {
        this.database = database;
    }

    record RefundOutcome(String outcome, Money amount, long returnedQuantity) {}

    Flux<Order> byIds(Collection<OrderId> ids) {
        return database.sql(BY_IDS)
                .bind("ids", ids.stream().map(OrderId::value).toArray(UUID[]::new))
                .map(row -> order(row))
                .all();
    }

    Flux<Order> ofBuyer(AccountId buyer, @Nullable Cursor before, int limit) {
        return database.sql(OF_BUYER)
                .bind("buyer", buyer.value())
                .bind("before", before == null ? new UUID(-1, -1) : before.id())
                .bind("limit", limit)
                .map(row -> order(row))
                .all();
    }

    Flux<Order> ofProducer(
            ProducerId producer,
            @Nullable SessionId session,
            Order.@Nullable Status status,
            @Nullable Cursor before,
            int limit) {
        return database.sql(OF_PRODUCER)
                .bind("producer", producer.value())
                .bind("session", Parameter.fromOrEmpty(session == null ? null : session.value(), UUID.class))
                .bind("status", Parameter.fromOrEmpty(status == null ? null : status.name(), String.class))
                .bind("before", before == null ? new UUID(-1, -1) : before.id())
                .bind("limit", limit)
                .map(row -> order(row))
                .all();
    }

    Mono<Integer> cancel(ProducerId producer, OrderId order, Instant now) {
        return database.sql(END)
                .bind("producer", producer.value())
                .bind("order", order.value())
                .bind("now", now)
                .map(row -> Objects.requireNonNull(row.get("ended", Integer.class)))
                .one();
    }

    Mono<Integer> expire(Instant now, int limit) {
        return database.sql(EXPIRE)
                .bind("now", now)
                .bind("limit", limit)
                .map(row -> Objects.requireNonNull(row.get("ended", Integer.class)))
                .one();
    }

    Flux<Boolean> settle(List<Order.Settlement> settlements, Instant now) {
        return database.sql(SETTLE)
                .bind(
                        "producers",
                        settlements.stream().map(row -> row.producer().value()).toArray(UUID[]::new))
                .bind(
                        "orders",
                        settlements.stream().map(row -> row.order().value()).toArray(UUID[]::new))
                .bind(
                        "amounts",
                        settlements.stream().map(row -> row.amount().fen()).toArray(Long[]::new))
                .bind("now", now)
                .map(row -> "PAID".equals(row.get("outcome", String.class)))
                .all();
    }

    Mono<RefundOutcome> refund(ProducerId producer, OrderId order, OrderLineId line, @Nullable Money amount) {
        return database.sql(REFUND)
                .bind("producer", producer.value())
                .bind("order", order.value())
                .bind("line", line.value())
                .bind("amount", Parameter.fromOrEmpty(amount == null ? null : amount.fen(), Long.class))
                .map(row -> new RefundOutcome(
                        Objects.requireNonNull(row.get("outcome", String.class)),
                        new Money(Objects.requireNonNull(row.get("amount_fen", Long.class))),
                        Objects.requireNonNull(row.get("returned_quantity", Long.class))))
                .one();
    }

    Mono<Void> hold(List<Order.Settlement> orders, int change) {
        return database.sql(HOLD)
                .bind("change", change)
                .bind(
                        "producers",
                        orders.stream().map(row -> row.producer().value()).toArray(UUID[]::new))
                .bind("orders", orders.stream().map(row -> row.order().value()).toArray(UUID[]::new))
                .then();
    }

    private static Order order(Readable row) {
        UUID session = row.get("session_id", UUID.class);
        return new Order(
                new ProducerId(Objects.requireNonNull(row.get("producer_id", UUID.class))),
                new OrderId(Objects.requireNonNull(row.get("id", UUID.class))),
                new AccountId(Objects.requireNonNull(row.get("buyer_id", UUID.class))),
                session == null ? null : new SessionId(session),
                Order.Status.valueOf(Objects.requireNonNull(row.get("status", String.class))),
                new Money(Objects.requireNonNull(row.get("total_fen", Long.class))),
                Objects.requireNonNull(row.get("placed_at", Instant.class)),
                Objects.requireNonNull(row.get("expires_at", Instant.class)),
                row.get("paid_at", Instant.class),
                lines(row));
    }

    private static List<Order.Line> lines(Readable row) {
        UUID[] ids = Objects.requireNonNull(row.get("line_ids", UUID[].class));
        UUID[] skus = Objects.requireNonNull(row.get("skus", UUID[].class));
        String[] titles = Objects.requireNonNull(row.get("titles", String[].class));
        String[] options = Objects.requireNonNull(row.get("options", String[].class));
        UUID[] images = Objects.requireNonNull(row.get("images", UUID[].class));
        Long[] prices = Objects.requireNonNull(row.get("prices", Long[].class));
        Long[] quantities = Objects.requireNonNull(row.get("quantities", Long[].class));
        Long[] refunds = Objects.requireNonNull(row.get("refunds", Long[].class));
        List<Order.Line> lines = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            lines.add(new Order.Line(
                    new OrderLineId(ids[i]),
                    new SkuId(skus[i]),
                    titles[i],
                    options[i],
                    images[i] == null ? null : new ImageId(images[i]),
                    new Money(prices[i]),
                    quantities[i],
                    new Money(refunds[i])));
        }
        return lines;
    }
}
