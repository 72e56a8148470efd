package org.livelihood.sale.sandbox;

import io.r2dbc.spi.Readable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
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
            SELECT id, number, amount, url, CAST(expires AS timestamptz)
              FROM unnest(:ids, :numbers, :amounts, :urls, :expires) AS wish (id, number, amount, url, expires)
             ORDER BY number
            ON CONFLICT (merchant_number) DO NOTHING""";

    private static final String COLUMNS = """
            SELECT id, merchant_number, amount_fen, state, transaction_id, expires_at FROM sandbox_payment\s""";

    private static final String BY_NUMBER = COLUMNS + "WHERE merchant_number = :number";
    private static final String BY_NUMBERS = COLUMNS + "WHERE merchant_number = ANY(:numbers)";
    private static final String BY_ID = COLUMNS + "WHERE id = :id";
    private static final String LOCK = COLUMNS + "WHERE id = :id FOR UPDATE";

    private static final String CLOSE = """
            UPDATE sandbox_payment SET state = 'CLOSED' WHERE merchant_number = :number AND state = 'OPEN'""";

    private static final String DECIDE = """
            WITH asked AS (
              SELECT DISTINCT ON (id) id, transaction
                FROM unnest(:ids, :transactions) WITH ORDINALITY AS decision (id, transaction, n)
               ORDER BY id, n
            ), decided AS (
              UPDATE sandbox_payment p
                 SET state = CASE WHEN a.transaction IS NULL THEN 'CLOSED' ELSE 'PAID' END,
                     transaction_id = a.transaction
                FROM asked a
               WHERE p.id = a.id AND p.state = 'OPEN' AND (a.transaction IS NULL OR p.expires_at > :now)
              RETURNING p.id, p.merchant_number, p.amount_fen, p.state, p.transaction_id, p.expires_at
            ), told AS (
              INSERT INTO sandbox_notice (payment_id, send_at)
              SELECT id, :sendAt FROM decided CROSS JOIN generate_series(1, :copies)
            )
            SELECT id, merchant_number, amount_fen, state, transaction_id, expires_at FROM decided""";

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
            UPDATE sandbox_notice SET done_at = :now WHERE id = ANY(:ids)""";

    private static final String MAKE_SECRET = """
            INSERT INTO sandbox_secret (secret) VALUES (:secret) ON CONFLICT DO NOTHING""";

    private static final String SECRET = """
            SELECT secret FROM sandbox_secret""";

    private final DatabaseClient database;

    CashierStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> create(List<CashierBatch.Wish> wishes) {
        return database.sql(CREATE)
                .bind("ids", Columns.uuids(wishes, CashierBatch.Wish::id))
                .bind("numbers", Columns.texts(wishes, CashierBatch.Wish::number))
                .bind("amounts", Columns.fen(wishes, CashierBatch.Wish::amount))
                .bind("urls", Columns.texts(wishes, CashierBatch.Wish::notifyUrl))
                .bind("expires", Columns.texts(wishes, CashierBatch.Wish::expiresAt))
                .then();
    }

    Mono<Map<String, Cashier.Payment>> byNumbers(List<CashierBatch.Wish> wishes) {
        return database.sql(BY_NUMBERS)
                .bind("numbers", Columns.texts(wishes, CashierBatch.Wish::number))
                .map(CashierStore::payment)
                .all()
                .collectMap(Cashier.Payment::number);
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

    /** Those that were decided, by id. */
    Mono<Map<UUID, Cashier.Payment>> decide(
            List<CashierBatch.Decision> decisions, Instant now, Instant sendAt, int copies) {
        return database.sql(DECIDE)
                .bind("ids", Columns.uuids(decisions, CashierBatch.Decision::payment))
                .bind("transactions", Columns.texts(decisions, CashierBatch.Decision::transaction))
                .bind("now", now)
                .bind("sendAt", sendAt)
                .bind("copies", copies)
                .map(CashierStore::payment)
                .all()
                .collectMap(Cashier.Payment::id);
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

    Mono<Void> done(List<Notice> notices, Instant now) {
        return database.sql(DONE)
                .bind("ids", Columns.longs(notices, Notice::id))
                .bind("now", now)
                .then();
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
