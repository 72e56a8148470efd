package org.livelihood.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.livelihood.platform.settings.CannotStart;

/**
 * What must stand before the first migration: the database and two roles. The owner migrates; the program signs in as
 * another role that may write inside explicit transactions only (the second guard of {@code decisions/0002}).
 */
final class DatabaseSetup {

    private static final int OLDEST_MAJOR = 15;

    /** SQLSTATEs invalid_authorization_specification and invalid_password. */
    private static final Set<String> WRONG_PASSWORD = Set.of("28000", "28P01");

    private DatabaseSetup() {}

    /** Where a database is and who may use it how. */
    record Access(
            String hostAndPort,
            String name,
            Encryption encryption,
            String ownerUser,
            String ownerPassword,
            String appUser,
            String appPassword) {

        String jdbcUrl() {
            return "jdbc:postgresql://" + hostAndPort + "/" + name + encryption.jdbcOptions();
        }

        String r2dbcUrl() {
            return "r2dbc:postgresql://" + hostAndPort + "/" + name + encryption.r2dbcOptions();
        }
    }

    /**
     * What was found at the server.
     *
     * @param clockAhead how far its clock is before this machine's
     */
    record Prepared(String version, Duration clockAhead) {}

    static void createDatabase(EmbeddedPostgres server, String name, boolean fresh) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            if (fresh) {
                statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            }
            if (!exists(connection, "SELECT FROM pg_database WHERE datname = ?", name)) {
                statement.execute("CREATE DATABASE " + name);
            }
        }
    }

    /** Checks the server's version and makes the program's role what it must be. Safe to repeat. */
    static Prepared prepare(Access access) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(access.jdbcUrl(), access.ownerUser(), access.ownerPassword())) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new CannotStart("PostgreSQL " + OLDEST_MAJOR + " or newer is needed; the server at "
                        + access.hostAndPort() + " is " + major + ".");
            }
            createRoles(connection, access);
            return new Prepared(connection.getMetaData().getDatabaseProductVersion(), clockAhead(connection));
        }
    }

    private static Duration clockAhead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet now = statement.executeQuery("SELECT clock_timestamp()")) {
            now.next();
            return Duration.between(
                    Instant.now(), now.getObject(1, OffsetDateTime.class).toInstant());
        }
    }

    /** The program's role signs in with the password that was given; else no migration is begun. */
    static void requireApp(Access access) throws SQLException {
        try (Connection app = DriverManager.getConnection(access.jdbcUrl(), access.appUser(), access.appPassword())) {
            return;
        } catch (SQLException refused) {
            if (WRONG_PASSWORD.contains(String.valueOf(refused.getSQLState()))) {
                throw new CannotStart(
                        "LIVELIHOOD_DB_APP_PASSWORD is not the password of the role " + access.appUser()
                                + ": set the one that it has, or give it another (ALTER ROLE).",
                        refused);
            }
            throw refused;
        }
    }

    private static void createRoles(Connection connection, Access access) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = ?", "livelihood_app")) {
                statement.execute("CREATE ROLE livelihood_app NOLOGIN");
            }
            String user = statement.enquoteIdentifier(access.appUser(), true);
            if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = ?", access.appUser())) {
                statement.execute(
                        "CREATE ROLE " + user + " LOGIN PASSWORD " + statement.enquoteLiteral(access.appPassword()));
            }
            if (!memberOfGroup(connection, access.appUser())) {
                statement.execute("GRANT livelihood_app TO " + user);
            }
            statement.execute("ALTER ROLE " + user + " SET default_transaction_read_only = on");
        }
    }

    private static boolean memberOfGroup(Connection connection, String user) throws SQLException {
        return exists(
                connection,
                "SELECT FROM pg_roles WHERE rolname = ? AND pg_has_role(oid, 'livelihood_app', 'MEMBER')",
                user);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }
}
