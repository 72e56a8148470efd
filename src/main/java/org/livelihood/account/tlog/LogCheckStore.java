package org.livelihood.account.tlog;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.livelihood.account.tlog.LogChecks.Asked;
import org.livelihood.account.tlog.LogChecks.Fault;
import org.livelihood.account.tlog.LogChecks.Finding;
import org.livelihood.account.tlog.LogChecks.Findings;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * What of the log does not hold, as queries that find it, count it and name some of it. <code>{x.producer_id}</code>
 * stands for the condition on the producers asked about.
 */
@Repository
class LogCheckStore {

    private static final String RANGE = """
            SELECT coalesce((SELECT max(size) FROM tlog_checkpoint WHERE signed_at <= :from), 0) AS first,
                   coalesce((SELECT min(size) FROM tlog_checkpoint WHERE signed_at >= :to), size) AS until
              FROM tlog_head""";

    private static final String SIZE = """
            SELECT count(*) AS size
              FROM tlog_leaf leaf
             WHERE leaf.index >= :first AND leaf.index < :until AND {leaf.producer_id}""";

    private static final String LEAVES = """
            SELECT bad.index, count(*) OVER () AS found
              FROM (SELECT place AS index
                      FROM generate_series(CAST(:first AS bigint), CAST(:until AS bigint) - 1) place
                     WHERE NOT EXISTS (SELECT FROM tlog_leaf leaf WHERE leaf.index = place)
                     UNION ALL
                    SELECT leaf.index
                      FROM tlog_leaf leaf
                     WHERE leaf.index >= :first AND leaf.index < :until
                       AND leaf.hash <> sha256(decode('00', 'hex') || leaf.record)) bad
             ORDER BY bad.index
             LIMIT :limit""";

    /** Each pair of halves against the node above; so a node that is missing is found by the halves that stand. */
    private static final String NODES = """
            SELECT bad.level, bad.index, count(*) OVER () AS found
              FROM (SELECT 1 AS level, le.index / 2 AS index
                      FROM tlog_leaf le
                      JOIN tlog_leaf ri ON ri.index = le.index + 1
                      LEFT JOIN tlog_node up ON up.level = 1 AND up.index = le.index / 2
                     WHERE le.index % 2 = 0 AND le.index >= (CAST(:first AS bigint) >> 1) * 2
                       AND le.index < (CAST(:until AS bigint) >> 1) * 2
                       AND (up.hash = sha256(decode('01', 'hex') || le.hash || ri.hash)) IS NOT TRUE
                     UNION ALL
                    SELECT below + 1, le.index / 2
                      FROM generate_series(1, 47) below
                      JOIN tlog_node le ON le.level = CAST(below AS smallint) AND le.index % 2 = 0
                           AND le.index >= (CAST(:first AS bigint) >> below + 1) * 2
                           AND le.index < (CAST(:until AS bigint) >> below + 1) * 2
                      JOIN tlog_node ri ON ri.level = le.level AND ri.index = le.index + 1
                      LEFT JOIN tlog_node up ON up.level = le.level + 1 AND up.index = le.index / 2
                     WHERE (up.hash = sha256(decode('01', 'hex') || le.hash || ri.hash)) IS NOT TRUE) bad
             ORDER BY bad.level, bad.index
             LIMIT :limit""";

    /** Only where the bytes differ is it asked whether an erasure explains it. */
    private static final String RECORDS = """
            SELECT leaf.index, leaf.producer_id, leaf.source_id, leaf.seq, now.source_id IS NULL AS gone,
                   count(*) OVER () AS found
              FROM tlog_leaf leaf
              LEFT JOIN [view] now ON now.xid = leaf.xid AND now.producer_id = leaf.producer_id
                              AND now.source_id = leaf.source_id AND now.seq = leaf.seq AND {now.producer_id}
             WHERE leaf.kind = :kind AND leaf.index >= :first AND leaf.index < :until AND {leaf.producer_id}
               AND (now.source_id IS NULL OR
                    CASE WHEN convert_to(now.record, 'UTF8') = leaf.record THEN false
                         ELSE tlog_differs(now.record, leaf.record, now.subjects) END)
             ORDER BY leaf.index
             LIMIT :limit""";

    /**
     * Decisions hold on, so all of them are compared, and their leaves hashed. Who changes a row writes it anew, so its
     * transaction says nothing.
     */
    private static final String STANDING = """
            SELECT leaf.index, leaf.producer_id, leaf.source_id, leaf.seq, now.source_id IS NULL AS gone,
                   count(*) OVER () AS found
              FROM tlog_leaf leaf
              LEFT JOIN [view] now ON now.producer_id = leaf.producer_id AND now.source_id = leaf.source_id
                              AND now.seq = leaf.seq AND {now.producer_id}
             WHERE leaf.kind = :kind AND {leaf.producer_id}
               AND (now.source_id IS NULL AND [last]
                    OR CASE WHEN convert_to(now.record, 'UTF8') = leaf.record THEN false
                            ELSE tlog_differs(now.record, leaf.record, now.subjects) END
                    OR leaf.hash <> sha256(decode('00', 'hex') || leaf.record))
             ORDER BY leaf.index
             LIMIT :limit""";

    private static final String LAST = """
            NOT EXISTS (SELECT FROM [view] later WHERE later.producer_id = leaf.producer_id
                                                   AND later.source_id = leaf.source_id AND later.seq > leaf.seq)""";

    private static final String STANDING_SIZE = """
            SELECT count(*) AS size
              FROM tlog_leaf leaf
             WHERE leaf.kind = ANY(SELECT kind FROM tlog_kind WHERE standing) AND {leaf.producer_id}""";

    /**
     * A row of a transaction that is yet to come, or of none, was put there by hand; one that is older than ten minutes
     * should have been logged long since, wherever the cursor stands.
     */
    private static final String MISSING = """
            SELECT now.producer_id, now.source_id, now.seq, count(*) OVER () AS found
              FROM [view] now
             WHERE (now.xid < (SELECT xid FROM tlog_cursor WHERE kind = :kind)
                    OR now.xid >= pg_snapshot_xmax(pg_current_snapshot())
                    OR now.xid IS NULL
                    OR now.recorded_at < now() - interval '10 minutes'
                       AND (SELECT xid FROM tlog_cursor WHERE kind = :kind) > '0')
               AND [period]
               AND {now.producer_id}
               AND NOT EXISTS (SELECT FROM tlog_leaf leaf
                                WHERE leaf.producer_id = now.producer_id AND leaf.source_id = now.source_id
                                  AND leaf.kind = :kind AND leaf.seq = now.seq)
             ORDER BY now.producer_id, now.source_id
             LIMIT :limit""";

    private static final String PERIOD = """
            (now.recorded_at >= :from AND now.recorded_at < :to OR now.recorded_at IS NULL)""";

    /** Read out of the bytes alone, escaped because what somebody changed may be no text. */
    private static final String TOTALS = """
            SELECT producer_id, account, coalesce(logged.fen, 0) AS logged_fen, coalesce(posted.fen, 0) AS posted_fen,
                   count(*) OVER () AS found
              FROM (SELECT leaf.producer_id, p.account,
                           sum(CASE WHEN p.fen ~ '^-?[0-9]{1,18}$' THEN CAST(p.fen AS bigint) END) AS fen
                      FROM tlog_leaf leaf
                     CROSS JOIN LATERAL (
                           SELECT split_part(piece, '"', 1) AS account,
                                  split_part(split_part(piece, '"fen":', 2), '}', 1) AS fen
                             FROM unnest((string_to_array(encode(leaf.record, 'escape'), '{"account":"'))[2:]) piece) p
                     WHERE leaf.kind = 'JOURNAL' AND leaf.index >= :first AND leaf.index < :until
                       AND {leaf.producer_id}
                     GROUP BY leaf.producer_id, p.account) logged
              FULL JOIN (SELECT leaf.producer_id, p.account, sum(p.amount_fen) AS fen
                           FROM tlog_leaf leaf
                           JOIN tlog_posting p ON p.producer_id = leaf.producer_id AND p.journal_id = leaf.source_id
                          WHERE leaf.kind = 'JOURNAL' AND leaf.index >= :first AND leaf.index < :until
                            AND {leaf.producer_id}
                          GROUP BY leaf.producer_id, p.account) posted USING (producer_id, account)
             WHERE coalesce(logged.fen, 0) <> coalesce(posted.fen, 0)
             ORDER BY producer_id, account
             LIMIT :limit""";

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
                .map(row -> new Range(Rows.number(row, "first"), Rows.number(row, "until")))
                .one();
    }

    Mono<Long> size(Range range, Asked asked) {
        return of(asked, SIZE)
                .bind("first", range.first())
                .bind("until", range.until())
                .map(row -> Rows.number(row, "size"))
                .one();
    }

    Mono<Findings> leaves(Range range, Asked asked) {
        return found(over(range, asked, LEAVES), row -> new Finding(Fault.LEAF, "leaf " + Rows.number(row, "index")));
    }

    Mono<Findings> nodes(Range range, Asked asked) {
        return found(
                over(range, asked, NODES),
                row -> new Finding(
                        Fault.NODE,
                        "level " + row.get("level", Integer.class) + " index " + Rows.number(row, "index")));
    }

    Mono<Findings> records(RecordKind kind, Range range, Asked asked) {
        return unlike(kind, over(range, asked, RECORDS.replace("[view]", kind.view())));
    }

    Mono<Findings> standing(RecordKind kind, Asked asked) {
        String query =
                STANDING.replace("[last]", kind.replaced() ? LAST : "TRUE").replace("[view]", kind.view());
        return unlike(kind, of(asked, query).bind("limit", asked.limit()));
    }

    private static Mono<Findings> unlike(RecordKind kind, DatabaseClient.GenericExecuteSpec query) {
        return found(
                query.bind("kind", kind.name()),
                row -> finding(
                        Boolean.TRUE.equals(row.get("gone", Boolean.class)) ? Fault.RECORD_GONE : Fault.RECORD_CHANGED,
                        kind.name() + " " + row.get("seq", Integer.class) + " leaf " + Rows.number(row, "index"),
                        row));
    }

    Mono<Long> standingSize(Asked asked) {
        return of(asked, STANDING_SIZE).map(row -> Rows.number(row, "size")).one();
    }

    Mono<Findings> missing(RecordKind kind, Asked asked) {
        return missing(
                kind, periodOf(asked, MISSING.replace("[period]", PERIOD).replace("[view]", kind.view())), asked);
    }

    Mono<Findings> missingStanding(RecordKind kind, Asked asked) {
        return missing(kind, of(asked, MISSING.replace("[period]", "TRUE").replace("[view]", kind.view())), asked);
    }

    private static Mono<Findings> missing(RecordKind kind, DatabaseClient.GenericExecuteSpec query, Asked asked) {
        return found(
                query.bind("kind", kind.name()).bind("limit", asked.limit()),
                row -> finding(Fault.RECORD_NOT_LOGGED, kind.name() + " " + row.get("seq", Integer.class), row));
    }

    private DatabaseClient.GenericExecuteSpec periodOf(Asked asked, String query) {
        return of(asked, query).bind("from", asked.from()).bind("to", asked.to());
    }

    Mono<Findings> totals(Range range, Asked asked) {
        return found(
                over(range, asked, TOTALS),
                row -> new Finding(
                        Fault.TOTAL,
                        row.get("account", String.class) + " logged " + row.get("logged_fen") + " posted "
                                + row.get("posted_fen"),
                        producer(row),
                        null));
    }

    private static Mono<Findings> found(DatabaseClient.GenericExecuteSpec query, Function<Readable, Finding> finding) {
        return query.map(row -> new Findings(Rows.number(row, "found"), List.of(finding.apply(row))))
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .map(rows -> new Findings(
                        rows.get(0).found(),
                        rows.stream().flatMap(row -> row.some().stream()).toList()));
    }

    private DatabaseClient.GenericExecuteSpec over(Range range, Asked asked, String query) {
        return of(asked, query)
                .bind("first", range.first())
                .bind("until", range.until())
                .bind("limit", asked.limit());
    }

    private DatabaseClient.GenericExecuteSpec of(Asked asked, String query) {
        List<UUID> producers = asked.producers();
        String sql =
                query.replaceAll("\\{([a-z]+\\.producer_id)}", producers == null ? "TRUE" : "$1 = ANY(:producers)");
        DatabaseClient.GenericExecuteSpec spec = database.sql(sql);
        return producers == null || !sql.contains(":producers")
                ? spec
                : spec.bind("producers", producers.toArray(UUID[]::new));
    }

    private static Finding finding(Fault fault, String what, Readable row) {
        return new Finding(fault, what, producer(row), Rows.uuid(row, "source_id"));
    }

    private static ProducerId producer(Readable row) {
        return Rows.id(row, "producer_id", ProducerId::new);
    }
}
