package org.livelihood.security;

import java.time.Instant;
import java.util.Objects;
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

    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(hashtext('security_key'))""";

    private final DatabaseClient database;

    KeyStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<KeyRing.StoredKey> live(Instant retiredAfter) {
        return database.sql(LIVE)
                .bind("retiredAfter", retiredAfter)
                .map(row -> new KeyRing.StoredKey(
                        Objects.requireNonNull(row.get("id", String.class)),
                        Objects.requireNonNull(row.get("public_key", byte[].class)),
                        Objects.requireNonNull(row.get("private_key", byte[].class))))
                .all();
    }

    Mono<Void> lock() {
        return database.sql(LOCK).then();
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
