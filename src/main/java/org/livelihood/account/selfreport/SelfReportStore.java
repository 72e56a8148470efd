package org.livelihood.account.selfreport;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.selfreport.SelfReport.Content;
import org.livelihood.account.selfreport.SelfReport.Document;
import org.livelihood.account.selfreport.SelfReport.DocumentKind;
import org.livelihood.account.selfreport.SelfReport.Status;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class SelfReportStore {

    private static final String ADD = """
            INSERT INTO statement_report (id, household_id, part, cost_kind, on_day, amount_fen, document_kind,
              document_name, document_hash, note, reverses, reported_by)
            VALUES (:id, :household, :part, :costKind, :on, :amount, :documentKind, :documentName, :hash, :note,
                    :reverses, :by)
            ON CONFLICT DO NOTHING""";

    private static final String FIND = """
            SELECT * FROM statement_report WHERE id = :id""";

    private static final String LOCK = FIND + " FOR UPDATE";

    private static final String DECIDE = """
            UPDATE statement_report SET status = :status, decided_by = :by, decided_at = :at, reason = :reason
             WHERE id = :id AND status = 'PENDING'""";

    private static final String MARK_REVERSED = """
            UPDATE statement_report SET reversed_at = :at
             WHERE id = :id AND status = 'CONFIRMED' AND reversed_at IS NULL""";

    private static final String LIST = """
            SELECT * FROM statement_report
             WHERE household_id = :household AND id > :after
               AND (CAST(:status AS text) IS NULL OR status = :status)
             ORDER BY id
             LIMIT :limit""";

    private final DatabaseClient database;

    SelfReportStore(DatabaseClient database) {
        this.database = database;
    }

    /** False when it is there already. */
    Mono<Boolean> add(
            UUID id, HouseholdId household, Content content, Money amount, @Nullable UUID reverses, AccountId by) {
        CostKind kind = content.costKind();
        return database.sql(ADD)
                .bind("id", id)
                .bind("household", household.value())
                .bind("part", content.part().name())
                .bind("costKind", Parameter.fromOrEmpty(kind == null ? null : kind.name(), String.class))
                .bind("on", content.on())
                .bind("amount", amount.fen())
                .bind("documentKind", content.document().kind().name())
                .bind("documentName", content.document().name())
                .bind("hash", content.document().hash())
                .bind("note", Parameter.fromOrEmpty(content.note(), String.class))
                .bind("reverses", Parameter.fromOrEmpty(reverses, UUID.class))
                .bind("by", by.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<SelfReport> lock(UUID id) {
        return database.sql(LOCK).bind("id", id).map(SelfReportStore::report).one();
    }

    Mono<SelfReport> find(UUID id) {
        return database.sql(FIND).bind("id", id).map(SelfReportStore::report).one();
    }

    Mono<Boolean> decide(UUID id, Status status, @Nullable String reason, AccountId by, Instant at) {
        return database.sql(DECIDE)
                .bind("id", id)
                .bind("status", status.name())
                .bind("by", by.value())
                .bind("at", at)
                .bind("reason", Parameter.fromOrEmpty(reason, String.class))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Long> markReversed(UUID id, Instant at) {
        return database.sql(MARK_REVERSED).bind("id", id).bind("at", at).fetch().rowsUpdated();
    }

    Flux<SelfReport> list(HouseholdId household, @Nullable Status status, UUID after, int limit) {
        return database.sql(LIST)
                .bind("household", household.value())
                .bind("status", Parameter.fromOrEmpty(status == null ? null : status.name(), String.class))
                .bind("after", after)
                .bind("limit", limit)
                .map(SelfReportStore::report)
                .all();
    }

    private static SelfReport report(Readable row) {
        return new SelfReport(
                Rows.uuid(row, "id"),
                Rows.id(row, "household_id", HouseholdId::new),
                new Content(
                        Rows.name(row, "part", Part.class),
                        Rows.nameOrNull(row, "cost_kind", CostKind.class),
                        Rows.day(row, "on_day"),
                        new Document(
                                Rows.name(row, "document_kind", DocumentKind.class),
                                Rows.text(row, "document_name"),
                                Rows.text(row, "document_hash")),
                        row.get("note", String.class)),
                Rows.money(row, "amount_fen"),
                row.get("reverses", UUID.class),
                Rows.id(row, "reported_by", AccountId::new),
                Rows.time(row, "recorded_at"),
                Rows.name(row, "status", Status.class),
                Rows.idOrNull(row, "decided_by", AccountId::new),
                row.get("decided_at", Instant.class),
                row.get("reason", String.class),
                row.get("reversed_at", Instant.class));
    }
}
