package org.livelihood.sale.payment;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.RefundId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class RefundStore {

    private static final String SETTLING = """
            SELECT payment_id FROM payment_order
             WHERE producer_id = :producer AND order_id = :order AND outcome = 'SETTLED'""";

    private static final String COLUMNS = """
            producer_id, id, payment_id, order_id, line_id, shipping, amount_fen, returned_quantity, spoiled_quantity,
            status, requested_by, asked_fen, asked_quantity, reason, requested_at, accepted_at, answer""";

    private static final String SAVE = """
            INSERT INTO payment_refund (producer_id, id, payment_id, order_id, line_id, shipping, amount_fen,
                                        returned_quantity, spoiled_quantity, status, requested_by, asked_fen,
                                        asked_quantity, reason, requested_at, accepted_at, send_at, succeeded_at)
            VALUES (:producer, :id, :payment, :order, :line, :shipping, :amount, :returned, :spoiled, :status, :by,
                    :askedFen, :askedQuantity, :reason, :at, :acceptedAt, :at,
                    CASE WHEN :status = 'SUCCEEDED' THEN CAST(:at AS timestamptz) END)""";

    private static final String ACCEPT = """
            UPDATE payment_refund
               SET status = :status, amount_fen = :amount, returned_quantity = :returned, spoiled_quantity = :spoiled,
                   decided_by = :by, decided_at = :at, accepted_at = :at, send_at = :at,
                   succeeded_at = CASE WHEN :status = 'SUCCEEDED' THEN CAST(:at AS timestamptz) END
             WHERE producer_id = :producer AND id = :id AND status = 'REQUESTED'""";

    private static final String REFUSE = """
            UPDATE payment_refund SET status = 'REFUSED', answer = :answer, decided_by = :by, decided_at = :at
             WHERE producer_id = :producer AND id = :id AND status = 'REQUESTED'""";

    private static final String LOCK = """
            SELECT %s FROM payment_refund WHERE producer_id = :producer AND order_id = :order AND id = :id
               FOR UPDATE""".formatted(COLUMNS);

    private static final String IS_ASKED = """
            SELECT EXISTS (SELECT FROM payment_refund
                            WHERE producer_id = :producer AND order_id = :order AND line_id = :line
                              AND status = 'REQUESTED') AS asked""";

    private static final String OF_ORDER = """
            SELECT %s FROM payment_refund
             WHERE producer_id = :producer AND order_id = :order
             ORDER BY requested_at, id""".formatted(COLUMNS);

    private static final String OF_PRODUCER = """
            SELECT %s FROM payment_refund
             WHERE producer_id = :producer AND id > :after AND (CAST(:status AS text) IS NULL OR status = :status)
             ORDER BY id
             LIMIT :limit""".formatted(COLUMNS);

    private static final String PRODUCERS_TO_SEND = """
            SELECT DISTINCT producer_id FROM payment_refund WHERE status = 'ACCEPTED' AND send_at <= :now""";

    private static final String CLAIM_TO_SEND = """
            WITH next AS MATERIALIZED (
              SELECT id FROM payment_refund
               WHERE producer_id = :producer AND status = 'ACCEPTED' AND send_at <= :now
               ORDER BY send_at LIMIT :limit FOR UPDATE SKIP LOCKED),
            claimed AS (
              UPDATE payment_refund r
                 SET sent = r.sent + 1, send_at = :now + make_interval(secs => :pause * power(2, least(r.sent, 10)))
               WHERE r.producer_id = :producer AND r.status = 'ACCEPTED' AND r.id IN (SELECT id FROM next)
              RETURNING r.*)
            SELECT p.provider, p.paid_fen, sent > 1 AS asked_before, %s
              FROM claimed
              JOIN (SELECT id AS paid_id, provider, amount_fen AS paid_fen FROM payment) p
                ON p.paid_id = payment_id""".formatted(COLUMNS);

    private static final String SENT = """
            SELECT %s FROM payment_refund
             WHERE id = :id AND payment_id = :payment AND status IN ('ACCEPTED', 'SUCCEEDED')
               AND producer_id IN (SELECT producer_id FROM payment_order
                                    WHERE payment_id = :payment)""".formatted(COLUMNS);

    private static final String SUCCEEDED = """
            UPDATE payment_refund SET status = 'SUCCEEDED', succeeded_at = :now
             WHERE producer_id = :producer AND id = :id AND status = 'ACCEPTED'""";

    private final DatabaseClient database;

    RefundStore(DatabaseClient database) {
        this.database = database;
    }

    /** The payment that paid the order. */
    Mono<PaymentId> settlingPayment(ProducerId producer, OrderId order) {
        return database.sql(SETTLING)
                .bind("producer", producer.value())
                .bind("order", order.value())
                .map(row -> Rows.id(row, "payment_id", PaymentId::new))
                .one();
    }

    Mono<Void> save(Refund refund) {
        Refund.Asked asked = refund.asked();
        OrderLineId line = refund.line();
        return moved(database.sql(SAVE), refund)
                .bind("payment", refund.payment().value())
                .bind("order", refund.order().value())
                .bind("line", Columns.idOrNull(line))
                .bind("shipping", refund.shipping())
                .bind("by", asked.by().value())
                .bind("askedFen", Columns.fenOrNull(asked.amount()))
                .bind("askedQuantity", Parameter.fromOrEmpty(asked.quantity(), Long.class))
                .bind("reason", asked.reason())
                .bind("at", asked.at())
                .bind("acceptedAt", Parameter.fromOrEmpty(refund.acceptedAt(), Instant.class))
                .then();
    }

    private static DatabaseClient.GenericExecuteSpec moved(DatabaseClient.GenericExecuteSpec query, Refund refund) {
        return query.bind("producer", refund.producer().value())
                .bind("id", refund.id().value())
                .bind("amount", refund.amount().fen())
                .bind("returned", refund.returnedQuantity())
                .bind("spoiled", refund.spoiledQuantity())
                .bind("status", refund.status().name());
    }

    /** Moves what was asked for, as it is now; its row is locked. */
    Mono<Void> accept(Refund refund, AccountId by, Instant at) {
        return moved(database.sql(ACCEPT), refund)
                .bind("by", by.value())
                .bind("at", at)
                .then();
    }

    Mono<Void> refuse(Refund refund, String answer, AccountId by, Instant at) {
        return database.sql(REFUSE)
                .bind("producer", refund.producer().value())
                .bind("id", refund.id().value())
                .bind("answer", answer)
                .bind("by", by.value())
                .bind("at", at)
                .then();
    }

    /** One refund of an order, locked until the transaction ends. */
    Mono<Refund> lock(ProducerId producer, OrderId order, RefundId id) {
        return database.sql(LOCK)
                .bind("producer", producer.value())
                .bind("order", order.value())
                .bind("id", id.value())
                .map(RefundStore::refund)
                .one();
    }

    /** Whether a request for the line waits for an answer. */
    Mono<Boolean> isAsked(ProducerId producer, OrderId order, OrderLineId line) {
        return database.sql(IS_ASKED)
                .bind("producer", producer.value())
                .bind("order", order.value())
                .bind("line", line.value())
                .map(row -> Rows.flag(row, "asked"))
                .one();
    }

    Flux<Refund> ofOrder(ProducerId producer, OrderId order) {
        return database.sql(OF_ORDER)
                .bind("producer", producer.value())
                .bind("order", order.value())
                .map(RefundStore::refund)
                .all();
    }

    Flux<Refund> ofProducer(ProducerId producer, Refund.@Nullable Status status, @Nullable Cursor after, int limit) {
        return database.sql(OF_PRODUCER)
                .bind("producer", producer.value())
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("status", Columns.nameOrNull(status))
                .bind("limit", limit)
                .map(RefundStore::refund)
                .all();
    }

    /** A refund to ask a provider for. */
    record Waiting(Refund refund, String provider, PaymentProvider.RefundOrder order) {}

    Flux<ProducerId> producersToSend(Instant now) {
        return database.sql(PRODUCERS_TO_SEND)
                .bind("now", now)
                .map(row -> Rows.id(row, "producer_id", ProducerId::new))
                .all();
    }

    Flux<Waiting> claimToSend(ProducerId producer, Instant now, Duration pause, int limit) {
        return database.sql(CLAIM_TO_SEND)
                .bind("producer", producer.value())
                .bind("now", now)
                .bind("pause", pause.toSeconds())
                .bind("limit", limit)
                .map(RefundStore::waiting)
                .all();
    }

    private static Waiting waiting(Readable row) {
        Refund refund = refund(row);
        PaymentProvider.RefundOrder order = new PaymentProvider.RefundOrder(
                refund.payment(),
                refund.id(),
                refund.amount(),
                Rows.money(row, "paid_fen"),
                Rows.flag(row, "asked_before"));
        return new Waiting(refund, Rows.text(row, "provider"), order);
    }

    /** A refund of money that its payment's provider was asked for. */
    Mono<Refund> sent(PaymentId payment, RefundId id) {
        return database.sql(SENT)
                .bind("payment", payment.value())
                .bind("id", id.value())
                .map(RefundStore::refund)
                .one();
    }

    Mono<Void> markSucceeded(Refund refund, Instant now) {
        return database.sql(SUCCEEDED)
                .bind("producer", refund.producer().value())
                .bind("id", refund.id().value())
                .bind("now", now)
                .then();
    }

    private static Refund refund(Readable row) {
        Refund.Asked asked = new Refund.Asked(
                Rows.id(row, "requested_by", AccountId::new),
                Rows.moneyOrNull(row, "asked_fen"),
                row.get("asked_quantity", Long.class),
                Rows.text(row, "reason"),
                Rows.time(row, "requested_at"));
        return new Refund(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "id", RefundId::new),
                Rows.id(row, "payment_id", PaymentId::new),
                Rows.id(row, "order_id", OrderId::new),
                Rows.idOrNull(row, "line_id", OrderLineId::new),
                Rows.flag(row, "shipping"),
                Rows.money(row, "amount_fen"),
                Rows.number(row, "returned_quantity"),
                Rows.number(row, "spoiled_quantity"),
                Rows.name(row, "status", Refund.Status.class),
                asked,
                row.get("accepted_at", Instant.class),
                row.get("answer", String.class));
    }
}
