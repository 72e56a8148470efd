package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Members of before belong as they did: always, or as the span recorded last says, also as it was known before that.
 */
@Tag("database")
class BelongingMigrationTest {

    private static final String DATABASE = "postgres";

    /** Member 1 was recorded in 2020 and given a span in 2021, member 2 has none. */
    private static final String BEFORE = """
            SET session_replication_role = replica;
            INSERT INTO household (id, registry_no, village_code, attribute, main_cause)
            VALUES (id(9), 'R-9', '341226107201', 'GENERAL', 'ILLNESS');
            INSERT INTO household_member (id, household_id, labour, health, recorded_at)
            VALUES (id(1), id(9), 'ORDINARY', 'HEALTHY', '2020-01-01'), (id(2), id(9), 'ORDINARY', 'HEALTHY', '2020-01-01');
            INSERT INTO household_member_span (member_id, recorded_at, holds_from, holds_until, document, recorded_by)
            VALUES (id(1), '2021-01-01', NULL, '2020-12-31', 'book', id(99));
            SET session_replication_role = origin""";

    private static final String ID = """
            CREATE FUNCTION id(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE
            RETURN CAST('00000000-0000-7000-8000-' || lpad(CAST(n AS text), 12, '0') AS uuid)""";

    @TempDir
    private Path directory;

    private static void migrate(EmbeddedPostgres server, String target) {
        Flyway.configure()
                .dataSource(server.jdbcUrl(DATABASE), EmbeddedPostgres.OWNER, server.ownerPassword())
                .target(target)
                .load()
                .migrate();
    }

    private static List<String> members(Statement statement, String day, String known) throws Exception {
        List<String> rows = new ArrayList<>();
        String query = "SELECT right(CAST(member_id AS text), 1) FROM household_belonging_on('" + day + "', '" + known
                + "') WHERE household_id = id(9) ORDER BY 1";
        try (ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    @Test
    @DisplayName("A7: what was known of members before spans told all stays known")
    void membersOfBeforeBelongAsTheyDid() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.startedOn(directory);
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE livelihood_app NOLOGIN");
            migrate(server, "107");
            statement.execute(ID);
            statement.execute(BEFORE);
            migrate(server, "112");
            assertThat(members(statement, "2021-06-01", "infinity")).containsExactly("2");
            assertThat(members(statement, "2020-12-31", "infinity")).containsExactly("1", "2");
            assertThat(members(statement, "2021-06-01", "2020-06-01")).containsExactly("1", "2");
            assertThat(members(statement, "2021-06-01", "2019-06-01")).isEmpty();
        } finally {
            server.stop();
        }
    }
}
