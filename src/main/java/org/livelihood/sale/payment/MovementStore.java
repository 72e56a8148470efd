package org.livelihood.sale.payment;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

@Repository
class MovementStore {

    private static final String PAYMENT = """
            SELECT p.id, p.transaction_id, p.amount_fen, p.status = 'PAID' AS done,
                   ARRAY(SELECT o.producer_id FROM payment_order o WHERE o.payment_id = p.id) AS producers
              FROM payment p
             WHERE p.provider = :provider\s""";

    private static final String PAID_ON = PAYMENT + """
            AND p.status = 'PAID' AND p.paid_at >= :from AND p.paid_at < :until""";

    private static final String PAYMENTS = PAYMENT + "AND p.id = ANY(:ids)";

    private static final String REFUND = """
            SELECT r.id, CAST(NULL AS text) AS transaction_id, r.amount_fen, r.status = 'SUCCEEDED' AS done,
                   ARRAY[r.producer_id] AS producers
              FROM payment_refund r
             WHERE (SELECT p.provider FROM payment p WHERE p.id = r.payment_id) = :provider
               AND r.amount_fen > 0\s""";

    private static final String REFUNDED_ON = REFUND + """
            AND r.status = 'SUCCEEDED' AND r.succeeded_at >= :from AND r.succeeded_at < :until""";

    private static final String REFUNDS = REFUND + "AND r.id = ANY(:ids)";

    private final DatabaseClient database;

    MovementStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<Movement> paidOn(String provider, LocalDate day) {
        return onDay(PAID_ON, provider, day);
    }

    Flux<Movement> refundedOn(String provider, LocalDate day) {
        return onDay(REFUNDED_ON, provider, day);
    }

    private Flux<Movement> onDay(String statement, String provider, LocalDate day) {
        return database.sql(statement)
                .bind("provider", provider)
                .bind("from", ChinaTime.startOf(day))
                .bind("until", ChinaTime.startOf(day.plusDays(1)))
                .map(MovementStore::movement)
                .all();
    }

    Flux<Movement> payments(String provider, Collection<UUID> ids) {
        return named(PAYMENTS, provider, ids);
    }

    Flux<Movement> refunds(String provider, Collection<UUID> ids) {
        return named(REFUNDS, provider, ids);
    }

    private Flux<Movement> named(String statement, String provider, Collection<UUID> ids) {
        return database.sql(statement)
                .bind("provider", provider)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(MovementStore::movement)
                .all();
    }

    private static Movement movement(Readable row) {
        UUID[] producers = Rows.required(row, "producers", UUID[].class);
        Set<ProducerId> distinct = Arrays.stream(producers).map(ProducerId::new).collect(Collectors.toSet());
        return new Movement(
                Rows.uuid(row, "id"),
                row.get("transaction_id", String.class),
                Rows.money(row, "amount_fen"),
                Rows.flag(row, "done"),
                distinct);
    }
}
