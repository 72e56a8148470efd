package org.livelihood.income.payout;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
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

    private static final String STANDING = """
            SELECT p.payer, p.recorded_by,
                   p.amount_fen - (SELECT CAST(coalesce(sum(w.amount_fen), 0) AS bigint)
                                     FROM payout_reserve_withdrawal w
                                    WHERE w.producer_id = p.producer_id AND w.payment_id = p.id) AS left_fen
              FROM payout_reserve_payment p
             WHERE p.producer_id = :producer AND p.id = :id""";

    private static final String WITHDRAW = """
            INSERT INTO payout_reserve_withdrawal (producer_id, id, payment_id, amount_fen, reason, evidence,
                                                   recorded_by, recorded_at)
            VALUES (:producer, :id, :payment, :amount, :reason, :evidence, :by, :at)""";

    private static final String WITHDRAWALS = """
            SELECT id, payment_id, amount_fen, reason, evidence, recorded_at FROM payout_reserve_withdrawal
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
                        Rows.uuid(row, "id"),
                        Rows.name(row, "payer", ReservePayment.Payer.class),
                        Rows.money(row, "amount_fen"),
                        Rows.text(row, "reason"),
                        Rows.text(row, "evidence"),
                        Rows.time(row, "recorded_at")))
                .all();
    }

    /**
     * A payment as it stands.
     *
     * @param left what nobody has taken back of it yet
     */
    record Standing(ReservePayment.Payer payer, AccountId recordedBy, Money left) {}

    Mono<Standing> standing(ProducerId producer, UUID payment) {
        return database.sql(STANDING)
                .bind("producer", producer.value())
                .bind("id", payment)
                .map(row -> new Standing(
                        Rows.name(row, "payer", ReservePayment.Payer.class),
                        Rows.id(row, "recorded_by", AccountId::new),
                        Rows.money(row, "left_fen")))
                .one();
    }

    Mono<Void> add(ProducerId producer, ReserveWithdrawal withdrawal, AccountId by) {
        return database.sql(WITHDRAW)
                .bind("producer", producer.value())
                .bind("id", withdrawal.id())
                .bind("payment", withdrawal.paymentId())
                .bind("amount", withdrawal.amountFen().fen())
                .bind("reason", withdrawal.reason())
                .bind("evidence", withdrawal.evidence())
                .bind("by", by.value())
                .bind("at", withdrawal.recordedAt())
                .then();
    }

    Flux<ReserveWithdrawal> withdrawals(ProducerId producer, @Nullable Cursor after, int limit) {
        return database.sql(WITHDRAWALS)
                .bind("producer", producer.value())
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(row -> new ReserveWithdrawal(
                        Rows.uuid(row, "id"),
                        Rows.uuid(row, "payment_id"),
                        Rows.money(row, "amount_fen"),
                        Rows.text(row, "reason"),
                        Rows.text(row, "evidence"),
                        Rows.time(row, "recorded_at")))
                .all();
    }
}
