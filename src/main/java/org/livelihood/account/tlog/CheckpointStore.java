package org.livelihood.account.tlog;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.livelihood.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class CheckpointStore {

    private static final String ADD_KEY = """
            INSERT INTO tlog_key (vkey) VALUES (:vkey) ON CONFLICT DO NOTHING""";

    private static final String ADD = """
            INSERT INTO tlog_checkpoint (size, note, vkey) VALUES (:size, :note, :vkey) ON CONFLICT DO NOTHING""";

    private static final String LATEST = """
            SELECT size, note, vkey FROM tlog_checkpoint ORDER BY size DESC LIMIT 1""";

    private static final String OF_SIZE = "SELECT size, note, vkey FROM tlog_checkpoint WHERE size = :size";

    private static final String SIGNED = """
            SELECT size, note, vkey
              FROM tlog_checkpoint
             WHERE size > :after
               AND size >= coalesce((SELECT max(size) FROM tlog_checkpoint WHERE signed_at <= :from), 0)
               AND size <= coalesce((SELECT min(size) FROM tlog_checkpoint WHERE signed_at >= :to),
                                    (SELECT max(size) FROM tlog_checkpoint))
             ORDER BY size
             LIMIT :limit""";

    private final DatabaseClient database;

    CheckpointStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A checkpoint as it was signed.
     *
     * @param note the signed note, which says the size again
     * @param vkey the key that verifies it
     */
    record Signed(long size, String note, String vkey) {

        private static Signed of(Readable row) {
            return new Signed(Rows.number(row, "size"), Rows.text(row, "note"), Rows.text(row, "vkey"));
        }
    }

    Mono<Void> add(Signed signed) {
        return database.sql(ADD_KEY)
                .bind("vkey", signed.vkey())
                .then()
                .then(database.sql(ADD)
                        .bind("size", signed.size())
                        .bind("note", signed.note())
                        .bind("vkey", signed.vkey())
                        .then());
    }

    Mono<Signed> latest() {
        return database.sql(LATEST).map(Signed::of).one();
    }

    Mono<Signed> ofSize(long size) {
        return database.sql(OF_SIZE).bind("size", size).map(Signed::of).one();
    }

    /** Those signed in a time, and the next ones on both sides, above a size. */
    Flux<Signed> signed(Instant from, Instant to, long after, int limit) {
        return database.sql(SIGNED)
                .bind("from", from)
                .bind("to", to)
                .bind("after", after)
                .bind("limit", limit)
                .map(Signed::of)
                .all();
    }
}
