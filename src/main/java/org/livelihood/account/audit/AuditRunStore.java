package org.livelihood.account.audit;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.check.AuditScope;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Runs and what their checks found. */
@Repository
class AuditRunStore {

    private static final String START = """
            INSERT INTO audit_run (id, from_day, to_day, producer, region, producers, most, started_by)
            VALUES (:id, :from, :to, :producer, :region, :producers, :most, :by)
                ON CONFLICT ((true)) WHERE ended_at IS NULL DO NOTHING""";

    private static final String COLUMNS = """
            SELECT r.id, r.from_day, r.to_day, r.producer, r.region, r.producers, r.most, r.started_by, r.started_at,
                   r.ended_at
              FROM audit_run r
            """;

    private static final String FIND = COLUMNS + " WHERE r.id = :id";

    private static final String OPEN = COLUMNS + " WHERE r.ended_at IS NULL";

    private static final String LIST = COLUMNS + """
             WHERE (CAST(:beforeTime AS timestamptz) IS NULL
                    OR (r.started_at, r.id) < (CAST(:beforeTime AS timestamptz), CAST(:beforeId AS uuid)))
               AND (CAST(:by AS uuid) IS NULL OR r.started_by = :by)
             ORDER BY r.started_at DESC, r.id DESC
             LIMIT :limit""";

    private static final String RESULTS = """
            SELECT result FROM audit_run_result WHERE run_id = :run""";

    private static final String CODES = "SELECT code FROM audit_run_result WHERE run_id = :run";

    private static final String KEEP = """
            INSERT INTO audit_run_result (run_id, code, verdict, result)
            VALUES (:run, :code, :verdict, :result)
                ON CONFLICT DO NOTHING""";

    private static final String END = """
            UPDATE audit_run SET ended_at = now() WHERE id = :id AND ended_at IS NULL""";

    private final DatabaseClient database;
    private final JsonMapper json;

    AuditRunStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A run that is to be gone on with, and whom it looks at. */
    record Open(Run run, AuditScope scope) {}

    /** Whether it was started: not while another one is open. */
    Mono<Boolean> start(UUID id, AuditScope scope, CheckQuestion question, AccountId by) {
        ProducerId producer = question.producer();
        List<UUID> producers = scope.producers();
        return database.sql(START)
                .bind("id", id)
                .bind("from", scope.from())
                .bind("to", scope.to())
                .bind("producer", Parameter.fromOrEmpty(producer == null ? null : producer.value(), UUID.class))
                .bind("region", Parameter.fromOrEmpty(question.region(), String.class))
                .bind(
                        "producers",
                        Parameter.fromOrEmpty(producers == null ? null : producers.toArray(UUID[]::new), UUID[].class))
                .bind("most", question.limit())
                .bind("by", by.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Run> find(UUID id) {
        return database.sql(FIND).bind("id", id).map(AuditRunStore::run).one();
    }

    Mono<Open> open() {
        return database.sql(OPEN).map(row -> new Open(run(row), scope(row))).one();
    }

    /** The newest first; from the newest on where no place is given. */
    Flux<Run> list(@Nullable Cursor before, @Nullable UUID by, int limit) {
        return database.sql(LIST)
                .bind("beforeTime", Parameter.fromOrEmpty(before == null ? null : before.time(), Instant.class))
                .bind("beforeId", Parameter.fromOrEmpty(before == null ? null : before.id(), UUID.class))
                .bind("by", Parameter.fromOrEmpty(by, UUID.class))
                .bind("limit", limit)
                .map(AuditRunStore::run)
                .all();
    }

    Flux<Checks.Result> results(UUID run) {
        return database.sql(RESULTS)
                .bind("run", run)
                .map(row -> json.readValue(Rows.text(row, "result"), Checks.Result.class))
                .all();
    }

    /** Of which checks the run has a result. */
    Flux<String> codes(UUID run) {
        return database.sql(CODES).bind("run", run).mapValue(String.class).all();
    }

    Mono<Void> keep(UUID run, Checks.Result result) {
        return database.sql(KEEP)
                .bind("run", run)
                .bind("code", result.code())
                .bind("verdict", result.verdict().name())
                .bind("result", json.writeValueAsString(result))
                .then();
    }

    Mono<Void> end(UUID id) {
        return database.sql(END).bind("id", id).then();
    }

    private static Run run(Readable row) {
        return new Run(
                Rows.uuid(row, "id"),
                new CheckQuestion(
                        row.get("from_day", LocalDate.class),
                        row.get("to_day", LocalDate.class),
                        Rows.idOrNull(row, "producer", ProducerId::new),
                        row.get("region", String.class),
                        Rows.integer(row, "most")),
                Rows.id(row, "started_by", AccountId::new),
                Rows.time(row, "started_at"),
                row.get("ended_at", Instant.class));
    }

    private static AuditScope scope(Readable row) {
        UUID[] producers = row.get("producers", UUID[].class);
        return new AuditScope(
                Rows.day(row, "from_day"),
                Rows.day(row, "to_day"),
                producers == null ? null : Arrays.asList(producers));
    }
}
