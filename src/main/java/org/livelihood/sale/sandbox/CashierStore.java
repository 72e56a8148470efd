package org.livelihood.sale.sandbox;

import io.r2dbc.spi.Readable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class CashierStore {

    private static final int SECRET_BYTES = 32;

    private static final String CREATE = """
            INSERT INTO sandbox_payment (id, merchant_number, amount_fen, notify_url, expires_at)
            VALUES (:id, :number, :amount, :notifyUrl, :expires)
            ON CONFLICT (merchant_number) DO NOTHING""";

    private static final String COLUMNS = """
            SELECT id, merchant_number, amount_fen, state, transaction_id, expires_at FROM sandbox_payment\s""";

    private static final String BY_NUMBER = COLUMNS + "WHERE merchant_number = :number";
    private static final String BY_ID = COLUMNS + "WHERE id = :id";
    private static final String LOCK = COLUMNS + "WHERE id = :id FOR UPDATE";

    private static final String CLOSE = """
            UPDATE sandbox_payment SET state = 'CLOSED' WHERE merchant_number = :number AND state = 'OPEN'""";

    private static final String DECIDE = """
            UPDATE sandbox_payment
               SET state = CASE WHEN CAST(:transaction AS text) IS NULL THEN 'CLOSED' ELSE 'PAID' END,
                   transaction_id = :transaction
             WHERE id = :id AND state = 'OPEN' AND (CAST(:transaction AS text) IS NULL OR expires_at > :now)""";

    private static final String HAS_REFUND = """
            SELECT EXISTS (SELECT FROM sandbox_refund WHERE refund_number = :refund) AS known""";

    private static final String REFUND = """
            WITH taken AS (
              UPDATE sandbox_payment SET refunded_fen = refunded_fen + :amount
               WHERE id = :id AND state = 'PAID' AND refunded_fen + :amount <= amount_fen
              RETURNING id
            )
            INSERT INTO sandbox_refund (refund_number, payment_id, amount_fen)
            SELECT :refund, id, :amount FROM taken""";

    private static final String ADD_NOTICE = """
            INSERT INTO sandbox_notice (payment_id, send_at) VALUES (:id, :sendAt)""";

    private static final String CLAIM_NOTICES = """
            WITH next AS MATERIALIZED (
              SELECT id FROM sandbox_notice
               WHERE done_at IS NULL AND send_at <= :now AND tries < :most
               ORDER BY send_at LIMIT :limit FOR UPDATE SKIP LOCKED)
            UPDATE sandbox_notice n
               SET tries = n.tries + 1, send_at = :now + make_interval(secs => :pause * power(2, least(n.tries, 10)))
              FROM sandbox_payment p
             WHERE p.id = n.payment_id AND n.id IN (SELECT id FROM next)
            RETURNING n.id, p.merchant_number, p.amount_fen, p.state, p.transaction_id, p.notify_url""";

    private static final String DONE = """
            UPDATE sandbox_notice SET done_at = :now WHERE id = :id""";

    private static final String MAKE_SECRET = """
            INSERT INTO sandbox_secret (secret) VALUES (:secret) ON CONFLICT DO NOTHING""";

    private static final String SECRET = """
            SELECT secret FROM sandbox_secret""";

    private final DatabaseClient database;

    CashierStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> create(UUID id, String number, Money amount, String notifyUrl, Instant expiresAt) {
        return database.sql(CREATE)
                .bind("id", id)
                .bind("number", number)
                .bind("amount", amount.fen())
                .bind("notifyUrl", notifyUrl)
                .bind("expires", expiresAt)
                .then();
    }

    Mono<Cashier.Payment> byNumber(String number) {
        return database.sql(BY_NUMBER)
                .bind("number", number)
                .map(CashierStore::payment)
                .one();
    }

    Mono<Cashier.Payment> byId(UUID id) {
        return database.sql(BY_ID).bind("id", id).map(CashierStore::payment).one();
    }

    Mono<Void> lock(UUID id) {
        return database.sql(LOCK).bind("id", id).fetch().all().then();
    }

    Mono<Void> close(String number) {
        return database.sql(CLOSE).bind("number", number).then();
    }

    Mono<Long> decide(UUID id, @Nullable String transaction, Instant now) {
        DatabaseClient.GenericExecuteSpec query =
                database.sql(DECIDE).bind("id", id).bind("now", now);
        query = transaction == null
                ? query.bindNull("transaction", String.class)
                : query.bind("transaction", transaction);
        return query.fetch().rowsUpdated();
    }

    Mono<Boolean> hasRefund(String refundNumber) {
        return database.sql(HAS_REFUND)
                .bind("refund", refundNumber)
                .map(row -> Rows.flag(row, "known"))
                .one();
    }

    Mono<Long> refund(UUID id, String refundNumber, Money amount) {
        return database.sql(REFUND)
                .bind("id", id)
                .bind("refund", refundNumber)
                .bind("amount", amount.fen())
                .fetch()
                .rowsUpdated();
    }

    Mono<Void> addNotice(UUID id, Instant sendAt) {
        return database.sql(ADD_NOTICE).bind("id", id).bind("sendAt", sendAt).then();
    }

    /** A notice on its way. */
    record Notice(
            long id,
            String number,
            Money amount,
            Cashier.State state,
            @Nullable String transaction,
            String url) {}

    Flux<Notice> claimNotices(Instant now, Duration pause, int most, int limit) {
        return database.sql(CLAIM_NOTICES)
                .bind("now", now)
                .bind("pause", pause.toSeconds())
                .bind("most", most)
                .bind("limit", limit)
                .map(CashierStore::notice)
                .all();
    }

    Mono<Void> done(long id, Instant now) {
        return database.sql(DONE).bind("id", id).bind("now", now).then();
    }

    Mono<Void> makeSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return database.sql(MAKE_SECRET).bind("secret", secret).then();
    }

    Mono<byte[]> secret() {
        return database.sql(SECRET)
                .map(row -> Rows.required(row, "secret", byte[].class))
                .one();
    }

    private static Cashier.Payment payment(Readable row) {
        return new Cashier.Payment(
                Rows.uuid(row, "id"),
                Rows.text(row, "merchant_number"),
                Rows.money(row, "amount_fen"),
                Rows.name(row, "state", Cashier.State.class),
                row.get("transaction_id", String.class),
                Rows.time(row, "expires_at"));
    }

    private static Notice notice(Readable row) {
        return new Notice(
                Rows.number(row, "id"),
                Rows.text(row, "merchant_number"),
                Rows.money(row, "amount_fen"),
                Rows.name(row, "state", Cashier.State.class),
                row.get("transaction_id", String.class),
                Rows.text(row, "notify_url"));
    }
}
