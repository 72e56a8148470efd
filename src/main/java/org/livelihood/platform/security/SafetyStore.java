package org.livelihood.platform.security;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class SafetyStore {

    private static final String LOGIN_OF = """
            SELECT login FROM security_account WHERE id = :account AND login IS NOT NULL""";

    private static final String SET_PASSWORD = """
            UPDATE security_account SET password_hash = :hash WHERE id = :account AND login IS NOT NULL""";

    private static final String PUT_RESET = """
            INSERT INTO security_password_reset (account_id, token_hash, given_by, expires_at)
            VALUES (:account, :hash, :by, :expiresAt)
            ON CONFLICT (account_id) DO UPDATE
               SET token_hash = excluded.token_hash, given_by = excluded.given_by, expires_at = excluded.expires_at""";

    private static final String OWNER_OF = """
            SELECT a.id, a.login
              FROM security_password_reset r
              JOIN security_account a ON a.id = r.account_id
             WHERE r.token_hash = :hash AND r.expires_at > :now AND a.disabled_at IS NULL""";

    private static final String USE_RESET = """
            DELETE FROM security_password_reset WHERE token_hash = :hash AND expires_at > :now""";

    private static final String CLEAR_RESET = """
            DELETE FROM security_password_reset WHERE account_id = :account""";

    private static final String DISABLE = """
            UPDATE security_account SET disabled_at = :at, disabled_by = :by, disabled_reason = :reason
             WHERE id = :account""";

    private static final String ENABLE = """
            UPDATE security_account SET disabled_at = NULL, disabled_by = NULL, disabled_reason = NULL
             WHERE id = :account""";

    private static final String SESSIONS = """
            SELECT f.id, f.created_at, max(r.used_at) AS refreshed_at, max(r.expires_at) AS expires_at
              FROM security_family f
              JOIN security_refresh r ON r.family_id = f.id
             WHERE f.account_id = :account AND f.revoked_at IS NULL
             GROUP BY f.id, f.created_at
            HAVING max(r.expires_at) > :now
             ORDER BY f.created_at, f.id""";

    private static final String END_SESSION = """
            UPDATE security_family SET revoked_at = :at
             WHERE id = :session AND account_id = :account AND revoked_at IS NULL""";

    private final DatabaseClient database;

    SafetyStore(DatabaseClient database) {
        this.database = database;
    }

    record Owner(AccountId account, String login) {}

    /**
     * Somebody signed in somewhere.
     *
     * @param refreshedAt when its tokens were renewed last; null for never
     * @param expiresAt until when they can be renewed
     */
    record Session(UUID id, Instant createdAt, @Nullable Instant refreshedAt, Instant expiresAt) {}

    Mono<String> loginOf(AccountId account) {
        return database.sql(LOGIN_OF)
                .bind("account", account.value())
                .map(row -> Rows.text(row, "login"))
                .one();
    }

    Mono<Void> setPassword(AccountId account, String hash) {
        return database.sql(SET_PASSWORD)
                .bind("account", account.value())
                .bind("hash", hash)
                .then();
    }

    Mono<Void> putReset(AccountId account, byte[] hash, AccountId by, Instant expiresAt) {
        return database.sql(PUT_RESET)
                .bind("account", account.value())
                .bind("hash", hash)
                .bind("by", by.value())
                .bind("expiresAt", expiresAt)
                .then();
    }

    Mono<Owner> ownerOf(byte[] hash, Instant now) {
        return database.sql(OWNER_OF)
                .bind("hash", hash)
                .bind("now", now)
                .map(row -> new Owner(Rows.id(row, "id", AccountId::new), Rows.text(row, "login")))
                .one();
    }

    Mono<Boolean> useReset(byte[] hash, Instant now) {
        return changed(database.sql(USE_RESET).bind("hash", hash).bind("now", now));
    }

    Mono<Void> clearReset(AccountId account) {
        return database.sql(CLEAR_RESET).bind("account", account.value()).then();
    }

    Mono<Boolean> disable(AccountId account, AccountId by, String reason, Instant at) {
        return changed(database.sql(DISABLE)
                .bind("account", account.value())
                .bind("by", by.value())
                .bind("reason", reason)
                .bind("at", at));
    }

    Mono<Boolean> enable(AccountId account) {
        return changed(database.sql(ENABLE).bind("account", account.value()));
    }

    Flux<Session> sessions(AccountId account, Instant now) {
        return database.sql(SESSIONS)
                .bind("account", account.value())
                .bind("now", now)
                .map(row -> new Session(
                        Rows.uuid(row, "id"),
                        Rows.time(row, "created_at"),
                        row.get("refreshed_at", Instant.class),
                        Rows.time(row, "expires_at")))
                .all();
    }

    Mono<Boolean> endSession(AccountId account, UUID session, Instant at) {
        return changed(database.sql(END_SESSION)
                .bind("account", account.value())
                .bind("session", session)
                .bind("at", at));
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec update) {
        return update.fetch().rowsUpdated().map(rows -> rows == 1);
    }
}
