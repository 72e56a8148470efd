package org.livelihood.sale.payment;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.sale.order.Awaited;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PaymentStore {

    private static final String SAVE = """
            WITH opened AS (
              INSERT INTO payment (id, buyer_id, provider, method, amount_fen, created_at, expires_at, ask_at, key,
                                   fingerprint)
              SELECT id, buyer, provider, method, amount, :now, CAST(expires AS timestamptz), :askAt, key,
                     decode(hex, 'hex')
                FROM unnest(:ids, :buyers, :providers, :methods, :amounts, :expires, :keys, :fingerprints)
                       AS p (id, buyer, provider, method, amount, expires, key, hex)
               ORDER BY buyer, key
            )
            INSERT INTO payment_order (producer_id, order_id, payment_id, amount_fen)
            SELECT * FROM unnest(:producers, :orders, :payments, :totals)""";

    private static final String EARLIER = """
            SELECT p.id, p.buyer_id, p.provider, p.method, p.status, p.amount_fen, p.cashier_url, p.launch,
                   p.expires_at, p.paid_at, p.key, p.fingerprint
              FROM unnest(:buyers, :keys) AS asked (buyer_id, key)
              JOIN payment p ON (p.buyer_id, p.key) = (asked.buyer_id, asked.key)""";

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

    private static final String SET_CHECKOUTS = """
            UPDATE payment p
               SET cashier_url = coalesce(p.cashier_url, CASE WHEN p.launch = '{}' THEN asked.url END),
                   launch = CASE WHEN p.cashier_url IS NULL AND p.launch = '{}' THEN asked.launch ELSE p.launch END
              FROM unnest(:ids, :urls, :launches) AS asked (id, url, launch)
             WHERE p.id = asked.id
            RETURNING p.id, p.buyer_id, p.provider, p.method, p.status, p.amount_fen, p.cashier_url, p.launch,
                      p.expires_at, p.paid_at""";

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

    Mono<Void> save(List<PaymentWish.Fresh> fresh, Instant now, Instant askAt) {
        if (fresh.isEmpty()) {
            return Mono.empty();
        }
        List<Map.Entry<Payment, Awaited.Due>> orders = fresh.stream()
                .flatMap(one -> one.orders().stream().map(order -> Map.entry(one.payment(), order)))
                .toList();
        return database.sql(SAVE)
                .bind("ids", Columns.ids(fresh, one -> one.payment().id()))
                .bind("buyers", Columns.ids(fresh, one -> one.payment().buyer()))
                .bind("providers", Columns.texts(fresh, one -> one.payment().provider()))
                .bind(
                        "methods",
                        Columns.texts(fresh, one -> one.payment().method().name()))
                .bind("amounts", Columns.fen(fresh, one -> one.payment().amount()))
                .bind("expires", Columns.texts(fresh, one -> one.payment().expiresAt()))
                .bind("keys", Columns.texts(fresh, one -> one.key().text()))
                .bind(
                        "fingerprints",
                        Columns.texts(
                                fresh, one -> HexFormat.of().formatHex(one.key().fingerprint())))
                .bind("now", now)
                .bind("askAt", askAt)
                .bind("producers", Columns.ids(orders, order -> order.getValue().producer()))
                .bind("orders", Columns.ids(orders, order -> order.getValue().order()))
                .bind("payments", Columns.ids(orders, order -> order.getKey().id()))
                .bind("totals", Columns.fen(orders, order -> order.getValue().total()))
                .then();
    }

    /** What keys have opened before. */
    Mono<List<PaymentWish.Earlier>> earlier(List<PaymentWish> openings) {
        return database.sql(EARLIER)
                .bind("buyers", Columns.ids(openings, PaymentWish::buyer))
                .bind("keys", Columns.texts(openings, opening -> opening.key().text()))
                .map(this::earlierOf)
                .all()
                .collectList();
    }

    private PaymentWish.Earlier earlierOf(Readable row) {
        Payment payment = payment(row);
        return new PaymentWish.Earlier(
                new PaymentWish.Claim(payment.buyer(), Rows.text(row, "key")),
                payment,
                Rows.required(row, "fingerprint", byte[].class));
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

    /** What providers answered, where nothing stood before; gives the payments as they stand from now on. */
    Mono<Map<PaymentId, Payment>> setCheckouts(List<Openings.Answered> answers) {
        return database.sql(SET_CHECKOUTS)
                .bind("ids", Columns.ids(answers, Openings.Answered::payment))
                .bind("urls", Columns.texts(answers, answer -> answer.checkout().url()))
                .bind(
                        "launches",
                        Columns.texts(
                                answers,
                                answer -> json.writeValueAsString(
                                        answer.checkout().launch())))
                .map(this::payment)
                .all()
                .collectMap(Payment::id);
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
