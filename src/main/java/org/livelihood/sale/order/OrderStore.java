package org.livelihood.sale.order;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class OrderStore {

    private static final String COLUMNS = """
            SELECT o.producer_id, o.id, o.buyer_id, o.session_id, o.status, o.total_fen, o.shipping_fen,
                   o.shipping_refunded_fen, o.placed_at, o.expires_at, o.paid_at, o.cancel_reason,
                   o.cancel_note, l.id AS line_id,
                   l.sku_id, l.title, l.option_name, l.image_id, l.price_fen, l.quantity, l.discount_fen,
                   l.paid_fen, l.refunded_fen, l.returned_quantity, l.spoiled_quantity
              FROM (%s) o
              JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
             ORDER BY o.id DESC, l.id""";

    private static final String FIND = COLUMNS.formatted("""
            SELECT * FROM orders WHERE id = :id""");

    private static final String PRODUCERS = """
            SELECT id, producer_id FROM orders WHERE id = ANY(:ids)""";

    private static final String OF_BUYER = COLUMNS.formatted("""
            SELECT * FROM orders WHERE buyer_id = :buyer AND id = ANY(:ids)""");

    private static final String PAGE_OF_BUYER = COLUMNS.formatted("""
            SELECT * FROM orders o
             WHERE buyer_id = :buyer AND id < :after
               AND (cardinality(CAST(:statuses AS text[])) = 0 OR status = ANY(:statuses))
               AND (CAST(:producer AS uuid) IS NULL OR producer_id = :producer)
               AND (CAST(:session AS uuid) IS NULL OR session_id = :session)
               AND (CAST(:from AS timestamptz) IS NULL OR placed_at >= :from)
               AND (CAST(:to AS timestamptz) IS NULL OR placed_at < :to)
               AND (CAST(:text AS text) IS NULL OR EXISTS (
                     SELECT 1 FROM order_line l
                      WHERE (l.producer_id, l.order_id) = (o.producer_id, o.id)
                        AND strpos(lower(concat_ws(' ', l.title, l.option_name)), lower(:text)) > 0))
             ORDER BY id DESC LIMIT :limit""");

    private static final String COUNTS = """
            SELECT status, count(*) AS orders FROM orders WHERE buyer_id = :buyer GROUP BY status""";

    private static final String PAGE_OF_PRODUCER = COLUMNS.formatted("""
            SELECT * FROM orders
             WHERE producer_id = :producer AND id < :after
               AND (CAST(:session AS uuid) IS NULL OR session_id = :session)
               AND (CAST(:status AS text) IS NULL OR status = :status)
             ORDER BY id DESC LIMIT :limit""");

    private static final String HAS_ORDERED = """
            SELECT EXISTS (SELECT FROM orders WHERE buyer_id = :buyer) AS has""";

    private static final String OF_KEY = """
            SELECT fingerprint, order_ids FROM order_key WHERE buyer_id = :buyer AND key = :key""";

    private static final String CANCEL = """
            SELECT order_end(:producer, ARRAY[:id], 'CANCELLED', :now) AS ended""";

    private static final String SAY_WHY = """
            UPDATE orders SET cancel_reason = :reason, cancel_note = :note
             WHERE producer_id = :producer AND id = :id AND status = 'CANCELLED'""";

    private static final String EXPIRE = """
            SELECT order_expire(:producer, :now, :most) AS ended""";

    /** From producer to producer by the index, whose first entry of each is the order that expires first. */
    private static final String PRODUCERS_WITH_EXPIRED = """
            WITH RECURSIVE first AS (
              (SELECT producer_id, expires_at FROM orders
                WHERE status = 'AWAITING_PAYMENT' ORDER BY producer_id, expires_at LIMIT 1)
               UNION ALL
              SELECT n.producer_id, n.expires_at
                FROM first f
               CROSS JOIN LATERAL (SELECT o.producer_id, o.expires_at FROM orders o
                                    WHERE o.status = 'AWAITING_PAYMENT' AND o.producer_id > f.producer_id
                                    ORDER BY o.producer_id, o.expires_at LIMIT 1) n)
            SELECT producer_id FROM first WHERE expires_at <= :now""";

    private static final String FORGET_KEYS = """
            DELETE FROM order_key WHERE created_at < :before""";

    private static final String FORGET_QUOTES = """
            DELETE FROM order_quote WHERE expires_at < :before""";

    private final DatabaseClient database;
    private final Clock clock;

    OrderStore(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<Order> find(OrderId id) {
        return OrderRows.orders(database.sql(FIND).bind("id", id.value())).next();
    }

    /** Whose orders these are; an unknown one is left out. */
    Mono<Map<OrderId, ProducerId>> producers(Collection<OrderId> ids) {
        return database.sql(PRODUCERS)
                .bind("ids", Columns.ids(ids, id -> id))
                .map(row -> Map.entry(Rows.id(row, "id", OrderId::new), Rows.id(row, "producer_id", ProducerId::new)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Flux<Order> ofBuyer(AccountId buyer, List<OrderId> ids) {
        return OrderRows.orders(database.sql(OF_BUYER)
                .bind("buyer", buyer.value())
                .bind("ids", ids.stream().map(OrderId::value).toArray(UUID[]::new)));
    }

    Flux<Order> pageOfBuyer(AccountId buyer, OrderFilter filter, @Nullable Cursor after, int limit) {
        return OrderRows.orders(database.sql(PAGE_OF_BUYER)
                .bind("buyer", buyer.value())
                .bind("statuses", Columns.texts(filter.statuses(), Order.Status::name))
                .bind("producer", Columns.idOrNull(filter.producer()))
                .bind("session", Columns.idOrNull(filter.session()))
                .bind("from", Parameter.fromOrEmpty(filter.from(), Instant.class))
                .bind("to", Parameter.fromOrEmpty(filter.to(), Instant.class))
                .bind("text", Parameter.fromOrEmpty(filter.text(), String.class))
                .bind("after", Cursor.below(after))
                .bind("limit", limit));
    }

    /** How many orders a buyer has in each state; states without any are left out. */
    Mono<Map<Order.Status, Long>> counts(AccountId buyer) {
        return database.sql(COUNTS)
                .bind("buyer", buyer.value())
                .map(row -> Map.entry(Rows.name(row, "status", Order.Status.class), Rows.number(row, "orders")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Flux<Order> pageOfProducer(
            ProducerId producer,
            @Nullable SessionId session,
            Order.@Nullable Status status,
            @Nullable Cursor after,
            int limit) {
        return OrderRows.orders(database.sql(PAGE_OF_PRODUCER)
                .bind("producer", producer.value())
                .bind("after", Cursor.below(after))
                .bind("limit", limit)
                .bind("session", Columns.idOrNull(session))
                .bind("status", Columns.nameOrNull(status)));
    }

    /** What a key has placed before. */
    record Earlier(byte[] fingerprint, List<OrderId> orders) {}

    Mono<Earlier> placedWith(Idempotency.Key key) {
        return database.sql(OF_KEY)
                .bind("buyer", key.caller().account().value())
                .bind("key", key.text())
                .map(row -> new Earlier(
                        Rows.required(row, "fingerprint", byte[].class),
                        Stream.of(Rows.required(row, "order_ids", UUID[].class))
                                .map(OrderId::new)
                                .toList()))
                .one();
    }

    /** Whether an account has ever placed an order. */
    Mono<Boolean> hasOrdered(AccountId buyer) {
        return database.sql(HAS_ORDERED)
                .bind("buyer", buyer.value())
                .map(row -> Rows.flag(row, "has"))
                .one();
    }

    Mono<Integer> cancel(ProducerId producer, OrderId id) {
        return database.sql(CANCEL)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .bind("now", clock.instant())
                .map(OrderStore::ended)
                .one();
    }

    Mono<Void> sayWhy(Order order, Cancellation why) {
        return database.sql(SAY_WHY)
                .bind("producer", order.producer().value())
                .bind("id", order.id().value())
                .bind("reason", why.reason().name())
                .bind("note", Parameter.fromOrEmpty(why.note(), String.class))
                .then();
    }

    Mono<List<ProducerId>> producersWithExpired() {
        return database.sql(PRODUCERS_WITH_EXPIRED)
                .bind("now", clock.instant())
                .map(row -> Rows.id(row, "producer_id", ProducerId::new))
                .all()
                .collectList();
    }

    Mono<Integer> expire(ProducerId producer, int most) {
        return database.sql(EXPIRE)
                .bind("producer", producer.value())
                .bind("now", clock.instant())
                .bind("most", most)
                .map(OrderStore::ended)
                .one();
    }

    Mono<Void> forgetKeysBefore(Instant time) {
        return database.sql(FORGET_KEYS)
                .bind("before", time)
                .then()
                .then(database.sql(FORGET_QUOTES).bind("before", time).then());
    }

    private static int ended(Readable row) {
        return Rows.integer(row, "ended");
    }
}
