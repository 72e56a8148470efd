package org.livelihood.platform.miniprogram;

import java.time.Instant;
import org.livelihood.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class AccessTokenStore {

    private static final String FIND = """
            SELECT sealed, expires_at FROM miniprogram_token WHERE app = :app AND expires_at > :usableUntil""";

    private static final String TAKE = """
            INSERT INTO miniprogram_token AS t (app, fetching_until) VALUES (:app, :until)
            ON CONFLICT (app) DO UPDATE SET fetching_until = excluded.fetching_until
             WHERE (t.fetching_until IS NULL OR t.fetching_until < :now)
               AND (t.expires_at IS NULL OR t.expires_at <= :usableUntil)""";

    private static final String KEEP = """
            UPDATE miniprogram_token SET sealed = :sealed, expires_at = :expiresAt, fetching_until = NULL
             WHERE app = :app""";

    private static final String LEAVE = """
            UPDATE miniprogram_token SET fetching_until = NULL WHERE app = :app""";

    private static final String FORGET = """
            UPDATE miniprogram_token SET sealed = NULL, expires_at = NULL WHERE app = :app AND sealed = :sealed""";

    private final DatabaseClient database;

    AccessTokenStore(DatabaseClient database) {
        this.database = database;
    }

    /** The sealed token, if it is good beyond this time. */
    Mono<byte[]> find(String app, Instant usableUntil) {
        return database.sql(FIND)
                .bind("app", app)
                .bind("usableUntil", usableUntil)
                .map(row -> Rows.required(row, "sealed", byte[].class))
                .one();
    }

    /** True for one who is to fetch a token until then; false while another does, or when one is there. */
    Mono<Boolean> take(String app, Instant now, Instant until, Instant usableUntil) {
        return database.sql(TAKE)
                .bind("app", app)
                .bind("now", now)
                .bind("until", until)
                .bind("usableUntil", usableUntil)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> keep(String app, byte[] sealed, Instant expiresAt) {
        return database.sql(KEEP)
                .bind("app", app)
                .bind("sealed", sealed)
                .bind("expiresAt", expiresAt)
                .then();
    }

    Mono<Void> leave(String app) {
        return database.sql(LEAVE).bind("app", app).then();
    }

    Mono<Void> forget(String app, byte[] sealed) {
        return database.sql(FORGET).bind("app", app).bind("sealed", sealed).then();
    }
}
