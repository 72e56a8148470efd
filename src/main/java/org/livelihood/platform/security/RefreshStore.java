package org.livelihood.platform.security;

import java.time.Instant;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class RefreshStore {

    private static final String ADD_FAMILY = """
            INSERT INTO security_family (id, account_id) VALUES (:id, :account)""";

    private static final String ADD = """
            INSERT INTO security_refresh (token_hash, family_id, expires_at) VALUES (:hash, :family, :expiresAt)""";

    private static final String USE = """
            UPDATE security_refresh r SET used_at = :now
              FROM security_family f
             WHERE r.token_hash = :hash AND r.used_at IS NULL AND r.expires_at > :now
               AND f.id = r.family_id AND f.revoked_at IS NULL AND f.created_at > :oldest
            RETURNING f.id, f.account_id""";

    private static final String REVOKE = """
            UPDATE security_family SET revoked_at = :now
             WHERE revoked_at IS NULL
               AND id = (SELECT family_id FROM security_refresh WHERE token_hash = :hash)""";

    private static final String REVOKE_ALL = """
            UPDATE security_family SET revoked_at = :now WHERE account_id = :account AND revoked_at IS NULL""";

    private static final String REVOKED_SINCE = """
            SELECT id FROM security_family WHERE revoked_at > :since""";

    private static final String FORGET = """
            DELETE FROM security_refresh WHERE expires_at < :before""";

    private static final String FORGET_FAMILIES = """
            DELETE FROM security_family f
             WHERE created_at < :before AND NOT EXISTS (SELECT FROM security_refresh r WHERE r.family_id = f.id)""";

    private final DatabaseClient database;

    RefreshStore(DatabaseClient database) {
        this.database = database;
    }

    record Family(UUID id, AccountId account) {}

    Mono<Family> addFamily(AccountId account) {
        UUID id = Uuids.next();
        return database.sql(ADD_FAMILY)
                .bind("id", id)
                .bind("account", account.value())
                .then()
                .thenReturn(new Family(id, account));
    }

    Mono<Void> add(Family family, byte[] hash, Instant expiresAt) {
        return database.sql(ADD)
                .bind("hash", hash)
                .bind("family", family.id())
                .bind("expiresAt", expiresAt)
                .then();
    }

    /** The family of a token that is good and was not used before; it is used now. */
    Mono<Family> use(byte[] hash, Instant now, Instant oldest) {
        return database.sql(USE)
                .bind("hash", hash)
                .bind("now", now)
                .bind("oldest", oldest)
                .map(row -> new Family(Rows.uuid(row, "id"), Rows.id(row, "account_id", AccountId::new)))
                .one();
    }

    Flux<UUID> revokedSince(Instant since) {
        return database.sql(REVOKED_SINCE)
                .bind("since", since)
                .map(row -> Rows.uuid(row, "id"))
                .all();
    }

    Mono<Void> forget(Instant before) {
        return database.sql(FORGET)
                .bind("before", before)
                .then()
                .then(database.sql(FORGET_FAMILIES).bind("before", before).then());
    }

    /** Revokes the family that a token belongs to, used or not. */
    Mono<Void> revoke(byte[] hash, Instant now) {
        return database.sql(REVOKE).bind("hash", hash).bind("now", now).then();
    }

    Mono<Void> revokeAll(AccountId account, Instant now) {
        return database.sql(REVOKE_ALL)
                .bind("account", account.value())
                .bind("now", now)
                .then();
    }
}
