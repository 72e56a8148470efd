package org.livelihood.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import org.livelihood.platform.database.DatabaseSetup.Access;
import org.livelihood.platform.settings.CannotStart;

/** What a database says of the migrations that made it, looked at before any is run. */
final class SchemaHistory {

    /** The first version of the baseline: what was made by an older one is not carried on. */
    static final int BASELINE = 200;

    private static final String TABLE = """
            SELECT to_regclass('public.flyway_schema_history') IS NOT NULL""";

    private static final String NEWEST_BEFORE = """
            SELECT max(CAST(split_part(version, '.', 1) AS integer)) FROM flyway_schema_history
             WHERE CAST(split_part(version, '.', 1) AS integer) < ?""";

    private SchemaHistory() {}

    /**
     * Refuses a database from before the baseline, in words that say what to do with it. Changes nothing.
     *
     * @param embedded the directory of the embedded database, or empty for one that the operator brought
     */
    static void requireBaseline(Access access, String embedded) throws SQLException {
        OptionalInt before = newestBefore(access);
        if (before.isPresent()) {
            throw new CannotStart(embedded.isEmpty() ? ofOperator(access, before.getAsInt()) : ofDemo(embedded));
        }
    }

    private static OptionalInt newestBefore(Access access) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(access.jdbcUrl(), access.ownerUser(), access.ownerPassword());
                Statement statement = connection.createStatement();
                ResultSet table = statement.executeQuery(TABLE)) {
            table.next();
            return table.getBoolean(1) ? newestBefore(connection) : OptionalInt.empty();
        }
    }

    private static OptionalInt newestBefore(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEWEST_BEFORE)) {
            statement.setInt(1, BASELINE);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                int version = found.getInt(1);
                return found.wasNull() ? OptionalInt.empty() : OptionalInt.of(version);
            }
        }
    }

    private static String ofDemo(String directory) {
        return "The data in " + directory + " was made by an earlier version of Livelihood, whose schema this one does"
                + " not carry on. If it is only the demo: delete that directory and start again, and the demo is"
                + " entered anew. To keep it: start the version that made it, or set LIVELIHOOD_DB_DIRECTORY to another"
                + " directory. Nothing was changed.";
    }

    private static String ofOperator(Access access, int version) {
        return "The database " + access.hostAndPort() + "/" + access.name() + " was made by an earlier version of"
                + " Livelihood (schema " + version + "), which this one does not carry on: it begins with schema "
                + BASELINE + ". Go on with the version that made it, or back it up (pg_dump -Fc " + access.name()
                + ") and set LIVELIHOOD_DB_URL to a new, empty database. See src/docs/schema.md. Nothing was changed.";
    }
}
