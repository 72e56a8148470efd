package org.livelihood.platform.security;

import java.time.Instant;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class KeyStore {

    private static final String LIVE = """
            SELECT id, public_key, private_key
              FROM security_key
             WHERE retired_at IS NULL OR retired_at > :retiredAfter
             ORDER BY retired_at DESC NULLS FIRST, created_at DESC""";

    private static final String RETIRE = """
            UPDATE security_key SET retired_at = :now WHERE retired_at IS NULL""";

    private static final String ADD = """
            INSERT INTO security_key (id, public_key, private_key) VALUES (:id, :publicKey, :privateKey)""";

    private static final String YOUNGER_THAN = """
            SELECT EXISTS (SELECT FROM security_key WHERE retired_at IS NULL AND created_at > :born) AS young""";

    private final DatabaseClient database;

    KeyStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<KeyRing.StoredKey> live(Instant retiredAfter) {
        return database.sql(LIVE)
                .bind("retiredAfter", retiredAfter)
                .map(row -> new KeyRing.StoredKey(
                        Rows.text(row, "id"),
                        Rows.required(row, "public_key", byte[].class),
                        Rows.required(row, "private_key", byte[].class)))
                .all();
    }

    /** Whether a key that signs was made after this time. */
    Mono<Boolean> youngerThan(Instant born) {
        return database.sql(YOUNGER_THAN)
                .bind("born", born)
                .map(row -> Rows.flag(row, "young"))
                .one();
    }

    Mono<Void> lock() {
        return Turns.take(database, "signing keys", "all");
    }

    Mono<Void> retireAll(Instant now) {
        return database.sql(RETIRE).bind("now", now).then();
    }

    Mono<Void> add(KeyRing.StoredKey key) {
        return database.sql(ADD)
                .bind("id", key.id())
                .bind("publicKey", key.publicKey())
                .bind("privateKey", key.privateKey())
                .then();
    }
}
