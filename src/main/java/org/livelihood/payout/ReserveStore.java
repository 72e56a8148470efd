package org.livelihood.payout;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ReserveStore {

    private static final String ADD = """
            INSERT INTO payout_reserve_payment (producer_id, id, payer, amount_fen, reason, evidence, recorded_by,
                                                recorded_at)
            VALUES (:producer, :id, :payer, :amount, :reason, :evidence, :by, :at)""";

    private static final String LIST = """
            SELECT id, payer, amount_fen, reason, evidence, recorded_at FROM payout_reserve_payment
             WHERE producer_id = :producer AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private final DatabaseClient database;

    ReserveStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(ProducerId producer, ReservePayment payment, AccountId by) {
        return database.sql(ADD)
                .bind("producer", producer.value())
                .bind("id", payment.id())
                .bind("payer", payment.payer().name())
                .bind("amount", payment.amountFen().fen())
                .bind("reason", payment.reason())
                .bind("evidence", payment.evidence())
                .bind("by", by.value())
                .bind("at", payment.recordedAt())
                .then();
    }

    Flux<ReservePayment> list(ProducerId producer, @Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(row -> new ReservePayment(
                        Rows.id(row, "id"),
                        ReservePayment.Payer.valueOf(Rows.required(row, "payer", String.class)),
                        Rows.money(row, "amount_fen"),
                        Rows.required(row, "reason", String.class),
                        Rows.required(row, "evidence", String.class),
                        Rows.required(row, "recorded_at", Instant.class)))
                .all();
    }
}
