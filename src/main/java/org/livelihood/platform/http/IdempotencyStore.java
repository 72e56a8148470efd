package org.livelihood.platform.http;

import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class IdempotencyStore {

    private static final String FIND = """
            SELECT fingerprint, status, body
              FROM http_idempotency
             WHERE caller_id = :caller AND key = :key AND created_at > now() - interval '24 hours'""";

    private static final String SAVE = """
            INSERT INTO http_idempotency (caller_id, key, fingerprint, status, body)
            VALUES (:caller, :key, :fingerprint, :status, :body)
            ON CONFLICT (caller_id, key) DO UPDATE
               SET fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body,
                   created_at = excluded.created_at""";

    private static final String FORGET = """
            DELETE FROM http_idempotency WHERE created_at < now() - interval '24 hours'""";

    private final DatabaseClient database;

    IdempotencyStore(DatabaseClient database) {
        this.database = database;
    }

    record Stored(byte[] fingerprint, int status, String body) {}

    /** False while another request with this key is in flight; held until this transaction ends. */
    Mono<Boolean> lock(Idempotency.Key key) {
        return Turns.tryToTake(database, "command", key.caller().account() + " " + key.text());
    }

    Mono<Stored> find(Idempotency.Key key) {
        return database.sql(FIND)
                .bind("caller", key.caller().account().value())
                .bind("key", key.text())
                .map(row -> new Stored(
                        Rows.required(row, "fingerprint", byte[].class),
                        Rows.integer(row, "status"),
                        Rows.text(row, "body")))
                .one();
    }

    Mono<Void> save(Idempotency.Key key, int status, String body) {
        return database.sql(SAVE)
                .bind("caller", key.caller().account().value())
                .bind("key", key.text())
                .bind("fingerprint", key.fingerprint())
                .bind("status", status)
                .bind("body", body)
                .then();
    }

    Mono<Long> forgetOld() {
        return database.sql(FORGET).fetch().rowsUpdated();
    }
}
