package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livelihood.support.Program;

/** What was made before the baseline of the schema is refused, in words that say what to do with it. */
@Tag("database")
class SchemaHistoryJourneyTest {

    private static final String HISTORY = """
            CREATE TABLE flyway_schema_history (
              installed_rank integer      PRIMARY KEY,
              version        varchar(50),
              description    varchar(200) NOT NULL,
              type           varchar(20)  NOT NULL,
              script         varchar(1000) NOT NULL,
              checksum       integer,
              installed_by   varchar(100) NOT NULL,
              installed_on   timestamp    NOT NULL DEFAULT now(),
              execution_time integer      NOT NULL,
              success        boolean      NOT NULL
            );
            INSERT INTO flyway_schema_history
            VALUES (1, '001', 'database', 'SQL', 'V001__database.sql', 1, 'livelihood_owner', now(), 12, true),
                   (2, '087.1', 'attribution fee', 'SQL', 'V087_1__attribution_fee.sql', 1, 'livelihood_owner', now(), 9, true),
                   (3, '166', 'payout party', 'SQL', 'V166__payout_party.sql', 1, 'livelihood_owner', now(), 9, true)""";

    @TempDir
    private Path directory;

    private static void recordHistory(EmbeddedPostgres server) throws Exception {
        DatabaseSetup.createDatabase(server, EmbeddedPostgres.DATABASE, false);
        try (Connection connection = server.connect(EmbeddedPostgres.DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(HISTORY);
        }
    }

    /** Its own: three rows, and no table beside them. */
    private static String stands(EmbeddedPostgres server) throws Exception {
        try (Connection connection = server.connect(EmbeddedPostgres.DATABASE);
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT concat((SELECT count(*) FROM flyway_schema_history), ' ',"
                                + " (SELECT count(*) FROM pg_tables WHERE schemaname = 'public'))")) {
            found.next();
            return found.getString(1);
        }
    }

    private static Map<String, String> operators(EmbeddedPostgres server) {
        return new HashMap<>(Map.of(
                "LIVELIHOOD_DB_URL",
                "postgresql://127.0.0.1:" + server.port() + "/livelihood",
                "LIVELIHOOD_DB_OWNER_USER",
                EmbeddedPostgres.OWNER,
                "LIVELIHOOD_DB_OWNER_PASSWORD",
                server.ownerPassword(),
                "LIVELIHOOD_DB_APP_USER",
                "livelihood",
                "LIVELIHOOD_DB_APP_PASSWORD",
                "app-password"));
    }

    @Test
    @DisplayName("G9: a database from before the baseline is refused: what to do with the demo's, and with one's own")
    void refusesWhatWasMadeBefore() throws Exception {
        Path data = directory.resolve("postgres");
        EmbeddedPostgres server = EmbeddedPostgres.startedOn(data);
        try {
            recordHistory(server);
            assertThat(Program.refused(directory, operators(server)))
                    .contains("/livelihood was made by an earlier version of Livelihood (schema 166)")
                    .contains("Go on with the version that made it")
                    .contains("pg_dump -Fc livelihood")
                    .doesNotContain("\tat ");
            assertThat(stands(server)).isEqualTo("3 1");
        } finally {
            server.stop();
        }
        assertThat(Program.refused(directory, Map.of("LIVELIHOOD_DB_DIRECTORY", data.toString())))
                .contains("The data in " + data + " was made by an earlier version of Livelihood")
                .contains("delete that directory and start again")
                .doesNotContain("\tat ");
    }
}
