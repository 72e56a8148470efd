package org.livelihood.payment;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.PaymentId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.RefundId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class RefundStore {

    private static final String SETTLING = """
            SELECT payment_id FROM payment_order
             WHERE producer_id = :producer AND order_id = :order AND outcome = 'SETTLED'""";

    private static final String SAVE = """
            INSERT INTO payment_refund (producer_id, id, payment_id, order_id, line_id, amount_fen,
                                        returned_quantity, reason, requested_by, accepted_at, send_at)
            VALUES (:producer, :id, :payment, :order, :line, :amount, :returned, :reason, :by, :now, :now)""";

    private static final String OF_ORDER = """
            SELECT producer_id, id, payment_id, order_id, line_id, amount_fen, returned_quantity, status, accepted_at
              FROM payment_refund
             WHERE producer_id = :producer AND order_id = :order
             ORDER BY accepted_at, id""";

    private static final String CLAIM_TO_SEND = """
            UPDATE payment_refund r
               SET sent = r.sent + 1, send_at = :now + make_interval(secs => :pause * power(2, least(r.sent, 10)))
              FROM payment p
             WHERE p.id = r.payment_id AND r.status = 'ACCEPTED'
               AND (r.producer_id, r.id) IN (SELECT producer_id, id FROM payment_refund
                                              WHERE status = 'ACCEPTED' AND send_at <= :now
                                              ORDER BY send_at LIMIT :limit FOR UPDATE SKIP LOCKED)
            RETURNING r.producer_id, r.id, r.payment_id, r.order_id, r.line_id, r.amount_fen, r.returned_quantity,
                      r.status, r.accepted_at, p.provider""";

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
                .map(row -> new PaymentId(Objects.requireNonNull(row.get("payment_id", UUID.class))))
                .one();
    }

    Mono<Void> save(Refund refund, String reason, AccountId by) {
        DatabaseClient.GenericExecuteSpec query = database.sql(SAVE)
                .bind("producer", refund.producer().value())
                .bind("id", refund.id().value())
                .bind("payment", refund.payment().value())
                .bind("order", refund.order().value())
                .bind("amount", refund.amount().fen())
                .bind("returned", refund.returnedQuantity())
                .bind("reason", reason)
                .bind("by", by.value())
                .bind("now", refund.acceptedAt());
        OrderLineId line = refund.line();
        return (line == null ? query.bindNull("line", UUID.class) : query.bind("line", line.value())).then();
    }

    Flux<Refund> ofOrder(ProducerId producer, OrderId order) {
        return database.sql(OF_ORDER)
                .bind("producer", producer.value())
                .bind("order", order.value())
                .map(RefundStore::refund)
                .all();
    }

    /** A refund to ask a provider for. */
    record Waiting(Refund refund, String provider) {}

    Flux<Waiting> claimToSend(Instant now, Duration pause, int limit) {
        return database.sql(CLAIM_TO_SEND)
                .bind("now", now)
                .bind("pause", pause.toSeconds())
                .bind("limit", limit)
                .map(row -> new Waiting(refund(row), Objects.requireNonNull(row.get("provider", String.class))))
                .all();
    }

    Mono<Void> markSucceeded(Refund refund, Instant now) {
        return database.sql(SUCCEEDED)
                .bind("producer", refund.producer().value())
                .bind("id", refund.id().value())
                .bind("now", now)
                .then();
    }

    private static Refund refund(Readable row) {
        UUID line = row.get("line_id", UUID.class);
        return new Refund(
                new ProducerId(Objects.requireNonNull(row.get("producer_id", UUID.class))),
                new RefundId(Objects.requireNonNull(row.get("id", UUID.class))),
                new PaymentId(Objects.requireNonNull(row.get("payment_id", UUID.class))),
                new OrderId(Objects.requireNonNull(row.get("order_id", UUID.class))),
                line == null ? null : new OrderLineId(line),
                new Money(Objects.requireNonNull(row.get("amount_fen", Long.class))),
                Objects.requireNonNull(row.get("returned_quantity", Long.class)),
                Refund.Status.valueOf(Objects.requireNonNull(row.get("status", String.class))),
                Objects.requireNonNull(row.get("accepted_at", Instant.class)));
    }
}
