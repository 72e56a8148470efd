package org.livelihood.platform.vault;

import java.util.HexFormat;
import java.util.Map;
import org.livelihood.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a database remembers of the keys it was filled with: digests that tell whether a key is the same one. */
@Repository
class VaultKeyStore {

    private static final String REMEMBER_FINGERPRINT = """
            INSERT INTO security_fingerprint (digest) VALUES (:digest) ON CONFLICT (one) DO NOTHING""";

    private static final String FINGERPRINT = """
            SELECT digest FROM security_fingerprint""";

    private static final String GIVEN_KEYS = """
            SELECT id, decode(digest, 'hex') AS digest FROM unnest(:ids, :digests) AS k (id, digest)""";

    private static final String REMEMBER_KEYS = """
            INSERT INTO security_vault_key (id, digest) %s ON CONFLICT (id) DO NOTHING""".formatted(GIVEN_KEYS);

    private static final String FORGET_KEYS = """
            DELETE FROM security_vault_key WHERE id <> :id""";

    private static final String UNLIKE_KEYS = """
            SELECT known.id
              FROM security_vault_key known
              LEFT JOIN (%s) given ON given.id = known.id
             WHERE given.digest IS DISTINCT FROM known.digest
             ORDER BY known.id""".formatted(GIVEN_KEYS);

    private final DatabaseClient database;

    VaultKeyStore(DatabaseClient database) {
        this.database = database;
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
        return database.sql(REMEMBER_KEYS)
                .bind("ids", ids)
                .bind("digests", digests)
                .then()
                .thenMany(Flux.defer(() -> database.sql(UNLIKE_KEYS)
                        .bind("ids", ids)
                        .bind("digests", digests)
                        .map(row -> Rows.text(row, "id"))
                        .all()));
    }

    Mono<Void> forgetAllBut(String id) {
        return database.sql(FORGET_KEYS).bind("id", id).then();
    }
}
