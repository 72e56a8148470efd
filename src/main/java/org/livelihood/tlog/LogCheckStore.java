package org.livelihood.tlog;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.kernel.ProducerId;
import org.livelihood.tlog.LogChecks.Fault;
import org.livelihood.tlog.LogChecks.Finding;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What of the log does not hold, as queries that find it. */
@Repository
class LogCheckStore {

    private static final String RANGE = """
            SELECT coalesce((SELECT max(size) FROM tlog_checkpoint WHERE signed_at <= :from), 0) AS first,
                   coalesce((SELECT min(size) FROM tlog_checkpoint WHERE signed_at >= :to), size) AS until
              FROM tlog_head""";

    private static final String LEAVES = """
            SELECT place AS index
              FROM generate_series(:first, :until - 1) place
              LEFT JOIN tlog_leaf leaf ON leaf.index = place AND leaf.index >= :first AND leaf.index < :until
             WHERE leaf.index IS NULL OR leaf.hash <> sha256(decode('00', 'hex') || leaf.record)
             LIMIT :limit""";

    private static final String NODES = """
            SELECT up AS level, place AS index
              FROM generate_series(1, 48) up
             CROSS JOIN LATERAL generate_series(CAST(:first AS bigint) >> up,
                                                (CAST(:until AS bigint) >> up) - 1) place
              LEFT JOIN tlog_node node ON node.level = CAST(up AS smallint) AND node.index = place
              LEFT JOIN tlog_hash le ON le.level = up - 1 AND le.index = place * 2
              LEFT JOIN tlog_hash ri ON ri.level = up - 1 AND ri.index = place * 2 + 1
             WHERE node.hash IS NULL OR le.hash IS NULL OR ri.hash IS NULL
                OR node.hash <> sha256(decode('01', 'hex') || le.hash || ri.hash)
             LIMIT :limit""";

    /** Commitments to who was erased are left out of the comparison: nothing can make them again. */
    private static final String RECORDS = """
            SELECT leaf.index, leaf.producer_id, leaf.source_id, leaf.seq, now.source_id IS NULL AS gone
              FROM tlog_leaf leaf
              LEFT JOIN %s now ON now.xid = leaf.xid AND now.producer_id = leaf.producer_id
                              AND now.source_id = leaf.source_id AND now.seq = leaf.seq
             WHERE leaf.kind = :kind AND leaf.index >= :first AND leaf.index < :until
               AND (now.source_id IS NULL OR
                    CASE WHEN EXISTS (SELECT FROM tlog_salt s WHERE s.subject = ANY(now.subjects) AND s.salt IS NULL)
                         THEN regexp_replace(now.record, '"c:[^"]*"', '"c:"', 'g')
                              <> regexp_replace(convert_from(leaf.record, 'UTF8'), '"c:[^"]*"', '"c:"', 'g')
                         ELSE convert_to(now.record, 'UTF8') <> leaf.record END)
             LIMIT :limit""";

    /** A row of a transaction that is yet to come was put there by hand. */
    private static final String MISSING = """
            SELECT now.producer_id, now.source_id, now.seq
              FROM %s now
             WHERE (now.xid < (SELECT xid FROM tlog_cursor WHERE kind = :kind)
                    OR now.xid >= pg_snapshot_xmax(pg_current_snapshot()))
               AND (now.recorded_at >= :from AND now.recorded_at < :to OR now.recorded_at IS NULL)
               AND NOT EXISTS (SELECT FROM tlog_leaf leaf
                                WHERE leaf.producer_id = now.producer_id AND leaf.source_id = now.source_id
                                  AND leaf.kind = :kind AND leaf.seq = now.seq)
             LIMIT :limit""";

    private static final int MOST = 1000;

    private final DatabaseClient database;

    LogCheckStore(DatabaseClient database) {
        this.database = database;
    }

    /** Places of the leaves between two checkpoints. */
    record Range(long first, long until) {}

    Mono<Range> range(Instant from, Instant to) {
        return database.sql(RANGE)
                .bind("from", from)
                .bind("to", to)
                .map(row -> new Range(number(row, "first"), number(row, "until")))
                .one();
    }

    Flux<Finding> leaves(Range range) {
        return over(range, LEAVES)
                .map(row -> new Finding(Fault.LEAF, "leaf " + number(row, "index")))
                .all();
    }

    Flux<Finding> nodes(Range range) {
        return over(range, NODES)
                .map(row -> new Finding(
                        Fault.NODE, "level " + row.get("level", Integer.class) + " index " + number(row, "index")))
                .all();
    }

    Flux<Finding> records(RecordKind kind, Range range) {
        return over(range, RECORDS.formatted(kind.view()))
                .bind("kind", kind.name())
                .map(row -> finding(
                        Boolean.TRUE.equals(row.get("gone", Boolean.class)) ? Fault.RECORD_GONE : Fault.RECORD_CHANGED,
                        kind + " " + row.get("seq", Integer.class) + " leaf " + number(row, "index"),
                        row))
                .all();
    }

    Flux<Finding> missing(RecordKind kind, Instant from, Instant to) {
        return database.sql(MISSING.formatted(kind.view()))
                .bind("kind", kind.name())
                .bind("from", from)
                .bind("to", to)
                .bind("limit", MOST)
                .map(row -> finding(Fault.RECORD_NOT_LOGGED, kind + " " + row.get("seq", Integer.class), row))
                .all();
    }

    private DatabaseClient.GenericExecuteSpec over(Range range, String query) {
        return database.sql(query)
                .bind("first", range.first())
                .bind("until", range.until())
                .bind("limit", MOST);
    }

    private static Finding finding(Fault fault, String what, Readable row) {
        return new Finding(
                fault,
                what,
                new ProducerId(Objects.requireNonNull(row.get("producer_id", UUID.class))),
                Objects.requireNonNull(row.get("source_id", UUID.class)));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
