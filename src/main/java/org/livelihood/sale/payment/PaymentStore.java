package org.livelihood.sale.payment;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.sale.order.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PaymentStore {

    private static final String SAVE = """
            WITH payment AS (
              INSERT INTO payment (id, buyer_id, provider, method, amount_fen, created_at, expires_at, ask_at)
              VALUES (:id, :buyer, :provider, :method, :amount, :now, :expires, :askAt)
            )
            INSERT INTO payment_order (producer_id, order_id, payment_id, amount_fen)
            SELECT producer_id, order_id, :id, amount_fen
              FROM unnest(:producers, :orders, :amounts) AS o (producer_id, order_id, amount_fen)""";

    private static final String COLUMNS = """
            SELECT id, buyer_id, provider, method, status, amount_fen, cashier_url, launch, expires_at, paid_at
              FROM payment\s""";

    private static final String FIND = COLUMNS + "WHERE id = :id";

    private static final String DESTINATION = """
            SELECT p.provider, ARRAY(SELECT DISTINCT o.producer_id FROM payment_order o
                                      WHERE o.payment_id = p.id) AS producer_ids
              FROM payment p
             WHERE p.id = :id""";

    private static final String TRANSACTION = """
            SELECT transaction_id FROM payment WHERE id = :id AND status = 'PAID'""";

    private static final String SET_CHECKOUT = """
            UPDATE payment SET cashier_url = :url, launch = :launch
             WHERE id = :id AND cashier_url IS NULL AND launch = '{}'""";

    private static final String ORDERS = """
            SELECT order_id FROM payment_order WHERE payment_id = :id ORDER BY producer_id, order_id""";

    private static final String CLOSE = """
            UPDATE payment SET status = 'CLOSED' WHERE id = :id AND status = 'PENDING'""";

    private static final String CLAIM_TO_ASK = """
            WITH next AS MATERIALIZED (
              SELECT id FROM payment WHERE status = 'PENDING' AND ask_at <= :now
               ORDER BY ask_at LIMIT :limit FOR UPDATE SKIP LOCKED)
            UPDATE payment
               SET asked = asked + 1,
                   ask_at = least(:now + make_interval(secs => :pause * power(2, least(asked, 8))),
                                  greatest(expires_at, :now + make_interval(secs => :pause)))
             WHERE id IN (SELECT id FROM next)
            RETURNING id, buyer_id, provider, method, status, amount_fen, cashier_url, launch, expires_at, paid_at""";

    private static final TypeReference<Map<String, String>> LAUNCH = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    PaymentStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> save(Payment payment, List<Order> orders, Instant now, Instant askAt) {
        return database.sql(SAVE)
                .bind("id", payment.id().value())
                .bind("buyer", payment.buyer().value())
                .bind("provider", payment.provider())
                .bind("method", payment.method().name())
                .bind("amount", payment.amount().fen())
                .bind("now", now)
                .bind("expires", payment.expiresAt())
                .bind("askAt", askAt)
                .bind(
                        "producers",
                        orders.stream().map(o -> o.producer().value()).toArray(UUID[]::new))
                .bind("orders", orders.stream().map(o -> o.id().value()).toArray(UUID[]::new))
                .bind("amounts", orders.stream().map(o -> o.total().fen()).toArray(Long[]::new))
                .then();
    }

    Mono<Payment> find(PaymentId id) {
        return database.sql(FIND).bind("id", id.value()).map(this::payment).one();
    }

    /** Whom it is paid through and whose orders it pays. */
    Mono<PaymentDestinations.Destination> destination(PaymentId id) {
        return database.sql(DESTINATION)
                .bind("id", id.value())
                .map(row -> new PaymentDestinations.Destination(
                        Rows.text(row, "provider"),
                        Stream.of(Rows.required(row, "producer_ids", UUID[].class))
                                .map(ProducerId::new)
                                .collect(Collectors.toSet())))
                .one();
    }

    /** The transfer that paid it, if it is paid. */
    Mono<String> transaction(PaymentId id) {
        return database.sql(TRANSACTION)
                .bind("id", id.value())
                .map(row -> Rows.text(row, "transaction_id"))
                .one();
    }

    Mono<Void> setCheckout(PaymentId id, PaymentProvider.Checkout checkout) {
        String url = checkout.url();
        return database.sql(SET_CHECKOUT)
                .bind("id", id.value())
                .bind("url", url == null ? Parameters.in(String.class) : Parameters.in(url))
                .bind("launch", json.writeValueAsString(checkout.launch()))
                .then();
    }

    Flux<OrderId> orders(PaymentId id) {
        return database.sql(ORDERS)
                .bind("id", id.value())
                .map(row -> Rows.id(row, "order_id", OrderId::new))
                .all();
    }

    Mono<Boolean> close(PaymentId id) {
        return database.sql(CLOSE).bind("id", id.value()).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    /** Pending payments that it is time to ask the provider about; the next time is set before the answer is known. */
    Flux<Payment> claimToAsk(Instant now, Duration pause, int limit) {
        return database.sql(CLAIM_TO_ASK)
                .bind("now", now)
                .bind("pause", pause.toSeconds())
                .bind("limit", limit)
                .map(this::payment)
                .all();
    }

    private Payment payment(Readable row) {
        return new Payment(
                Rows.id(row, "id", PaymentId::new),
                Rows.id(row, "buyer_id", AccountId::new),
                Rows.text(row, "provider"),
                Rows.name(row, "method", PaymentMethod.class),
                Rows.name(row, "status", Payment.Status.class),
                Rows.money(row, "amount_fen"),
                row.get("cashier_url", String.class),
                json.readValue(Rows.text(row, "launch"), LAUNCH),
                Rows.time(row, "expires_at"),
                row.get("paid_at", Instant.class));
    }
}
