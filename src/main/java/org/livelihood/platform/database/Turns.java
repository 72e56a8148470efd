package org.livelihood.platform.database;

import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Turns, for what no row stands for that could be locked: who takes one keeps it until her transaction ends, and others
 * who want the same wait. PostgreSQL's advisory locks, by a hash of what the turn is for.
 */
public final class Turns {

    /** In one order, so that nobody waits in a ring. */
    private static final String TAKE = """
            SELECT count(pg_advisory_xact_lock(hashtextextended(:what || ' ' || key, 0)))
              FROM (SELECT DISTINCT key FROM unnest(:keys) AS key ORDER BY key) sorted""";

    private static final String TRY = """
            SELECT pg_try_advisory_xact_lock(hashtextextended(:what || ' ' || :key, 0)) AS taken""";

    private Turns() {}

    /**
     * Waits for the turns of all these keys.
     *
     * @param what the keys are of: turns of different kinds do not meet
     */
    public static Mono<Void> take(DatabaseClient database, String what, Collection<?> keys) {
        return database.sql(TAKE)
                .bind("what", what)
                .bind("keys", Columns.texts(keys, key -> key))
                .then();
    }

    public static Mono<Void> take(DatabaseClient database, String what, String key) {
        return take(database, what, List.of(key));
    }

    /** False, at once, while somebody else has the turn. */
    public static Mono<Boolean> tryToTake(DatabaseClient database, String what, String key) {
        return database.sql(TRY)
                .bind("what", what)
                .bind("key", key)
                .map(row -> Rows.flag(row, "taken"))
                .one();
    }
}
