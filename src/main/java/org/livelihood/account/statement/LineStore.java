package org.livelihood.account.statement;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.selfreport.CostKind;
import org.livelihood.account.selfreport.Part;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.KernelReason;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From a statement's part to payouts and reports, and from a payout to what it was paid for. */
@Repository
class LineStore {

    private static final UUID FIRST = new UUID(0, 0);

    private static final String LIST = """
            SELECT l.id, l.at, l.part, l.cost_kind, l.evidence, l.amount_fen, l.producer_id, l.source_kind, l.basis,
                   l.item_id, l.receipt, l.document_hash
              FROM (SELECT id, confirmed_at AS at, category AS part, CAST(NULL AS text) AS cost_kind,
                           'LEDGER_PAID' AS evidence, amount_fen, producer_id, source_kind, basis, item_id, receipt,
                           CAST(NULL AS text) AS document_hash
                      FROM payout_income
                     WHERE party_id = :household AND party_kind = 'HOUSEHOLD' AND status = 'CONFIRMED'
                       AND confirmed_at >= :after AND confirmed_at <= :until
                       AND (CAST(:part AS text) IS NULL OR category = :part)
                     UNION ALL
                    SELECT id, china_midnight(on_day), part, cost_kind, 'SELF_REPORTED', amount_fen, NULL, NULL, NULL,
                           NULL, NULL, document_hash
                      FROM statement_report_confirmed
                     WHERE household_id = :household
                       AND on_day BETWEEN :from AND :to AND decided_at <= :known
                       AND (CAST(:part AS text) IS NULL OR part = :part)) l
             WHERE (l.at, l.id) > (:after, :afterId)
             ORDER BY l.at, l.id
             LIMIT :limit""";

    private static final String IS_PAID = """
            SELECT EXISTS (SELECT FROM payout_income
                            WHERE producer_id = :producer AND id = :line AND party_id = :household
                              AND party_kind = 'HOUSEHOLD' AND status = 'CONFIRMED') AS paid""";

    /** What a release took of a line: its parts since the release before. A refund's is its own line. */
    private static final String SOURCES = """
            WITH paid AS (
              SELECT producer_id, party_kind, party_id, basis, category, source_kind, source_id, source_seq, run_id,
                     line_id, sign(amount_fen) AS sign
                FROM payout_income
               WHERE producer_id = :producer AND id = :line)
            SELECT 'SALE_LINE' AS kind, s.line_id AS id, 0 AS seq, s.basis, s.amount_fen, s.order_id, s.session_id,
                   s.sku_id, CAST(NULL AS uuid) AS agreement_id, CAST(NULL AS integer) AS agreement_version,
                   s.paid_at AS at
              FROM (SELECT p.line_id, p.basis, CAST(sum(p.amount_fen) AS bigint) AS amount_fen, p.order_id,
                           p.session_id, p.sku_id, p.paid_at
                      FROM paid
                      JOIN attribution_released p ON p.run_id = paid.run_id AND p.producer_id = paid.producer_id
                           AND p.party_kind = paid.party_kind AND p.party_id = paid.party_id
                           AND p.basis = paid.basis AND p.category = paid.category
                     WHERE paid.source_kind IN ('SALES', 'CLAWBACK')
                       AND (paid.line_id IS NULL OR p.line_id = paid.line_id)
                     GROUP BY p.line_id, p.basis, p.order_id, p.session_id, p.sku_id, p.paid_at, paid.sign
                    HAVING sum(p.amount_fen) * paid.sign > 0) s
             WHERE (0, s.line_id) > (:afterSeq, :afterId)
             UNION ALL
            SELECT p.source_kind, p.source_id, p.seq, p.basis, p.amount_fen, NULL, NULL, NULL, p.agreement_id,
                   p.agreement_version, p.recorded_at
              FROM paid
              JOIN payable_owed p ON p.producer_id = paid.producer_id AND p.source_kind = paid.source_kind
                   AND p.source_id = paid.source_id AND p.seq = paid.source_seq
             WHERE (p.seq, p.source_id) > (:afterSeq, :afterId)
             ORDER BY seq, id
             LIMIT :limit""";

    private final DatabaseClient database;

    LineStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param part null for all */
    record Query(
            Period period, @Nullable Part part, @Nullable Instant asOf) {}

    Flux<IncomeLine> list(HouseholdId household, Query query, Instant known, @Nullable Cursor after, int limit) {
        Period period = query.period();
        Instant start = after == null ? period.start() : after.time();
        if (start.isBefore(period.start()) || !start.isBefore(period.end())) {
            return Flux.error(() -> Refusal.ofField(KernelReason.BAD_CURSOR, "cursor"));
        }
        Part part = query.part();
        return database.sql(LIST)
                .bind("household", household.value())
                .bind("from", period.from())
                .bind("to", period.to())
                .bind("until", period.until(known))
                .bind("known", known)
                .bind("part", Parameter.fromOrEmpty(part == null ? null : part.name(), String.class))
                .bind("after", start)
                .bind("afterId", after == null ? FIRST : after.id())
                .bind("limit", limit)
                .map(LineStore::line)
                .all();
    }

    private static IncomeLine line(Readable row) {
        return new IncomeLine(
                Rows.uuid(row, "id"),
                Rows.time(row, "at"),
                Rows.name(row, "part", Part.class),
                Rows.nameOrNull(row, "cost_kind", CostKind.class),
                Rows.name(row, "evidence", Statement.Evidence.class),
                Rows.money(row, "amount_fen"),
                Rows.idOrNull(row, "producer_id", ProducerId::new),
                row.get("source_kind", String.class),
                row.get("basis", String.class),
                row.get("item_id", UUID.class),
                row.get("receipt", String.class),
                row.get("document_hash", String.class));
    }

    Mono<Boolean> isPaid(HouseholdId household, ProducerId producer, UUID line) {
        return database.sql(IS_PAID)
                .bind("household", household.value())
                .bind("producer", producer.value())
                .bind("line", line)
                .map(row -> Rows.flag(row, "paid"))
                .one();
    }

    Flux<IncomeSource> sources(ProducerId producer, UUID line, @Nullable Cursor after, int limit) {
        return database.sql(SOURCES)
                .bind("producer", producer.value())
                .bind("line", line)
                .bind("afterSeq", after == null ? -1L : after.number())
                .bind("afterId", after == null ? FIRST : after.id())
                .bind("limit", limit)
                .map(LineStore::source)
                .all();
    }

    private static IncomeSource source(Readable row) {
        return new IncomeSource(
                Rows.text(row, "kind"),
                Rows.uuid(row, "id"),
                Rows.integer(row, "seq"),
                Rows.text(row, "basis"),
                Rows.money(row, "amount_fen"),
                Rows.idOrNull(row, "order_id", OrderId::new),
                Rows.idOrNull(row, "session_id", SessionId::new),
                Rows.idOrNull(row, "sku_id", SkuId::new),
                row.get("agreement_id", UUID.class),
                row.get("agreement_version", Integer.class),
                Rows.time(row, "at"));
    }
}
