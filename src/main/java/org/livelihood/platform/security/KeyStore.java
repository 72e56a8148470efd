package org.livelihood.platform.security;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
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

    private static final String REMEMBER_FINGERPRINT = """
            INSERT INTO security_fingerprint (digest) VALUES (:digest) ON CONFLICT (one) DO NOTHING""";

    private static final String FINGERPRINT = """
            SELECT digest FROM security_fingerprint""";

    private static final String GIVEN_VAULT_KEYS = """
            SELECT id, decode(digest, 'hex') AS digest FROM unnest(:ids, :digests) AS k (id, digest)""";

    private static final String REMEMBER_VAULT_KEYS = """
            INSERT INTO security_vault_key (id, digest) %s ON CONFLICT (id) DO NOTHING""".formatted(GIVEN_VAULT_KEYS);

    private static final String FORGET_VAULT_KEYS = """
            DELETE FROM security_vault_key WHERE id <> :id""";

    private static final String UNLIKE_VAULT_KEYS = """
            SELECT known.id
              FROM security_vault_key known
              LEFT JOIN (%s) given ON given.id = known.id
             WHERE given.digest IS DISTINCT FROM known.digest
             ORDER BY known.id""".formatted(GIVEN_VAULT_KEYS);

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

    /** The fingerprint that this database keeps; the given one is kept when it is the first. */
    Mono<byte[]> fingerprint(byte[] digest) {
        return database.sql(REMEMBER_FINGERPRINT)
                .bind("digest", digest)
                .then()
                .then(Mono.defer(() -> database.sql(FINGERPRINT)
                        .map(row -> Rows.required(row, "digest", byte[].class))
                        .one()));
    }

    /**
     * The ids of those keys with which this database was sealed and that are not given, or are given as another key;
     * keys that it did not know are remembered.
     */
    Flux<String> unlike(Map<String, byte[]> fingerprints) {
        String[] ids = fingerprints.keySet().toArray(String[]::new);
        String[] digests =
                fingerprints.values().stream().map(HexFormat.of()::formatHex).toArray(String[]::new);
        return database.sql(REMEMBER_VAULT_KEYS)
                .bind("ids", ids)
                .bind("digests", digests)
                .then()
                .thenMany(Flux.defer(() -> database.sql(UNLIKE_VAULT_KEYS)
                        .bind("ids", ids)
                        .bind("digests", digests)
                        .map(row -> Rows.text(row, "id"))
                        .all()));
    }

    /** Forgets all vault keys but this one. */
    Mono<Void> forgetVaultKeysBut(String id) {
        return database.sql(FORGET_VAULT_KEYS).bind("id", id).then();
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
