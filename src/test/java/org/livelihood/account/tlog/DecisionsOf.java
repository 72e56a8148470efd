package org.livelihood.account.tlog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.livelihood.account.tlog.LogChecks.Asked;
import org.springframework.r2dbc.core.DatabaseClient;

/** The log's checks of records, of one table only and over a connection of the test's own. */
public final class DecisionsOf {

    private static final String KINDS = "SELECT kind FROM tlog_kind WHERE source = :source ORDER BY kind";

    private static final LogCheckStore.Range WHOLE = new LogCheckStore.Range(0, Long.MAX_VALUE);

    private static final Asked ALL = new Asked(Instant.EPOCH, Instant.parse("2999-01-01T00:00:00Z"), null, 1);

    private final LogCheckStore store;
    private final KindStore kinds;
    private final DatabaseClient database;

    public DecisionsOf(DatabaseClient database) {
        this.database = database;
        store = new LogCheckStore(database);
        kinds = new KindStore(database);
    }

    /** How many records of the table are not what was logged. */
    public long unlike(String table) {
        return Objects.requireNonNull(database.sql(KINDS)
                .bind("source", table)
                .mapValue(String.class)
                .all()
                .collectList()
                .flatMapIterable(names -> names)
                .concatMap(kinds::of)
                .concatMap(kind -> kind.standing()
                        ? store.standing(kind, ALL).concatWith(store.missingStanding(kind, ALL))
                        : store.records(kind, WHOLE, ALL).concatWith(store.missing(kind, ALL)))
                .map(LogChecks.Findings::found)
                .reduce(0L, Long::sum)
                .block());
    }

    /** Tables whose rows are leaves, in order. */
    public List<String> tables() {
        return Objects.requireNonNull(database.sql("SELECT DISTINCT source FROM tlog_kind ORDER BY source")
                .mapValue(String.class)
                .all()
                .collectList()
                .block());
    }
}
