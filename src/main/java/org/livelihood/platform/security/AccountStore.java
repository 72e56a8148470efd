package org.livelihood.platform.security;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Role;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class AccountStore {

    private static final String ADD = """
            INSERT INTO security_account (id, login, password_hash) VALUES (:id, :login, :hash)
            ON CONFLICT (login) DO NOTHING""";

    private static final String ADD_SUBJECT = """
            WITH account AS (
              INSERT INTO security_account (id, issuer, subject) VALUES (:id, :issuer, :subject)
              ON CONFLICT (issuer, subject) DO UPDATE SET issuer = excluded.issuer
              RETURNING id
            ), shopper AS (
              INSERT INTO security_grant (account_id, role) SELECT id, 'SHOPPER' FROM account ON CONFLICT DO NOTHING
            )
            SELECT id FROM account""";

    private static final String BY_SUBJECT = """
            SELECT id, disabled_at IS NOT NULL AS disabled FROM security_account
             WHERE issuer = :issuer AND subject = :subject""";

    private static final String BY_LOGIN = """
            SELECT id, password_hash, disabled_at IS NOT NULL AS disabled FROM security_account WHERE login = :login""";

    private static final String STANDING = """
            SELECT a.login IS NOT NULL AS has_login, a.disabled_at IS NOT NULL AS disabled,
                   EXISTS (SELECT FROM security_grant g WHERE g.account_id = a.id AND g.role <> 'SHOPPER')
                   OR EXISTS (SELECT FROM security_person p WHERE p.account_id = a.id) AS has_duties
              FROM security_account a
             WHERE a.id = :id""";

    private static final String GRANTS = """
            SELECT role, scope FROM security_grant WHERE account_id = :id""";

    private static final String GRANTS_OF_SAME_PERSON = """
            SELECT g.role, g.scope
              FROM security_person own
              JOIN security_person other ON other.person_id = own.person_id AND other.account_id <> own.account_id
              JOIN security_grant g ON g.account_id = other.account_id
             WHERE own.account_id = :id""";

    private static final String GRANT = """
            INSERT INTO security_grant (account_id, role, scope, granted_by)
            SELECT :account, role, scope, :by FROM unnest(:roles, :scopes) AS g (role, scope)
            ON CONFLICT DO NOTHING""";

    private static final String CLEAR_GRANTS = """
            DELETE FROM security_grant WHERE account_id = :account""";

    private static final String COUNT_ATTEMPT = """
            INSERT INTO security_attempt AS a (what, attempts, window_start) VALUES (:what, 1, :now)
            ON CONFLICT (what) DO UPDATE
               SET attempts = CASE WHEN a.window_start <= :windowStart THEN 1 ELSE a.attempts + 1 END,
                   window_start = CASE WHEN a.window_start <= :windowStart THEN :now ELSE a.window_start END
            RETURNING attempts, window_start""";

    private static final String CLEAR_ATTEMPTS = """
            DELETE FROM security_attempt WHERE what = :what""";

    private static final String UNCOUNT_ATTEMPT = """
            UPDATE security_attempt SET attempts = attempts - 1 WHERE what = :what AND attempts > 0""";

    private static final String FORGET_ATTEMPTS = """
            DELETE FROM security_attempt WHERE window_start < :before""";

    private static final String HAS_ADMIN = """
            SELECT EXISTS (SELECT FROM security_grant WHERE role = 'ADMIN') AS has""";

    private static final String ANY = """
            SELECT EXISTS (SELECT FROM security_account) AS has""";

    private static final String SET_SETUP = """
            INSERT INTO security_setup (token_hash) VALUES (:hash)
            ON CONFLICT (one) DO UPDATE SET token_hash = excluded.token_hash""";

    private static final String USE_SETUP = """
            DELETE FROM security_setup
             WHERE token_hash = :hash AND NOT EXISTS (SELECT FROM security_grant WHERE role = 'ADMIN')""";

    private final DatabaseClient database;

    AccountStore(DatabaseClient database) {
        this.database = database;
    }

    record Credentials(AccountId account, String passwordHash, boolean disabled) {}

    /** False when the login is taken. */
    Mono<Boolean> add(AccountId id, String login, String passwordHash) {
        return database.sql(ADD)
                .bind("id", id.value())
                .bind("login", login)
                .bind("hash", passwordHash)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<AccountId> addSubject(String issuer, String subject) {
        return database.sql(ADD_SUBJECT)
                .bind("id", AccountId.next().value())
                .bind("issuer", issuer)
                .bind("subject", subject)
                .map(row -> Rows.id(row, "id", AccountId::new))
                .one();
    }

    record Known(AccountId account, boolean disabled) {}

    Mono<Known> findBySubject(String issuer, String subject) {
        return database.sql(BY_SUBJECT)
                .bind("issuer", issuer)
                .bind("subject", subject)
                .map(row -> new Known(Rows.id(row, "id", AccountId::new), Rows.flag(row, "disabled")))
                .one();
    }

    Mono<Credentials> findByLogin(String login) {
        return database.sql(BY_LOGIN)
                .bind("login", login)
                .map(row -> new Credentials(
                        Rows.id(row, "id", AccountId::new),
                        Rows.text(row, "password_hash"),
                        Rows.flag(row, "disabled")))
                .one();
    }

    /**
     * What an account is, beside what is kept for it.
     *
     * @param hasLogin whether it has a login and a password of its own
     * @param hasDuties whether it is more than a shopper's: it holds another role, or whose it is was recorded
     */
    record Standing(boolean hasLogin, boolean disabled, boolean hasDuties) {}

    Mono<Standing> standing(AccountId account) {
        return database.sql(STANDING)
                .bind("id", account.value())
                .map(row -> new Standing(
                        Rows.flag(row, "has_login"), Rows.flag(row, "disabled"), Rows.flag(row, "has_duties")))
                .one();
    }

    /** The account with what it holds; empty for an unknown one, since every account is a shopper at least. */
    Mono<Caller> caller(AccountId account) {
        return database.sql(GRANTS)
                .bind("id", account.value())
                .map(AccountStore::grant)
                .all()
                .collect(Collectors.toUnmodifiableSet())
                .filter(grants -> !grants.isEmpty())
                .map(grants -> new Caller(account, grants));
    }

    /** What the other accounts of the account's person hold. */
    Flux<Grant> grantsOfSamePerson(AccountId account) {
        return database.sql(GRANTS_OF_SAME_PERSON)
                .bind("id", account.value())
                .map(AccountStore::grant)
                .all();
    }

    private static Grant grant(Readable row) {
        return new Grant(Rows.name(row, "role", Role.class), Rows.text(row, "scope"));
    }

    Mono<Void> grant(AccountId account, Collection<Grant> grants, AccountId by) {
        return database.sql(GRANT)
                .bind("account", account.value())
                .bind("by", by.value())
                .bind("roles", grants.stream().map(grant -> grant.role().name()).toArray(String[]::new))
                .bind("scopes", grants.stream().map(Grant::scope).toArray(String[]::new))
                .then();
    }

    Mono<Void> clearGrants(AccountId account) {
        return database.sql(CLEAR_GRANTS).bind("account", account.value()).then();
    }

    /** Attempts since the window began. */
    record Attempts(int attempts, Instant startedAt) {}

    /** Attempts within the window, this one counted. */
    Mono<Attempts> countAttempt(String what, Instant now, Instant windowStart) {
        return database.sql(COUNT_ATTEMPT)
                .bind("what", what)
                .bind("now", now)
                .bind("windowStart", windowStart)
                .map(row -> new Attempts(Rows.integer(row, "attempts"), Rows.time(row, "window_start")))
                .one();
    }

    Mono<Void> uncountAttempt(String what) {
        return database.sql(UNCOUNT_ATTEMPT).bind("what", what).then();
    }

    Mono<Void> forgetAttempts(Instant before) {
        return database.sql(FORGET_ATTEMPTS).bind("before", before).then();
    }

    Mono<Void> clearAttempts(String what) {
        return database.sql(CLEAR_ATTEMPTS).bind("what", what).then();
    }

    Mono<Boolean> hasAdmin() {
        return has(HAS_ADMIN);
    }

    Mono<Boolean> any() {
        return has(ANY);
    }

    private Mono<Boolean> has(String query) {
        return database.sql(query).map(row -> Rows.flag(row, "has")).one();
    }

    Mono<Void> setSetup(byte[] hash) {
        return database.sql(SET_SETUP).bind("hash", hash).then();
    }

    Mono<Boolean> useSetup(byte[] hash) {
        return database.sql(USE_SETUP).bind("hash", hash).fetch().rowsUpdated().map(rows -> rows == 1);
    }
}
