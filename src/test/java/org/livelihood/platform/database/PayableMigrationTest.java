package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was owed before the payables had a table of their own is still owed, once. */
@Tag("database")
class PayableMigrationTest {

    private static final String DATABASE = "postgres";

    private static final String BEFORE = """
            SET session_replication_role = replica;
            INSERT INTO lot (producer_id, id, sku_id, agreement_id, status, agreement_version, units, left_units,
                             sealed_at, sealed_on)
            VALUES ('00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b',
                    '00000000-0000-7000-8000-00000000000c', '00000000-0000-7000-8000-00000000000d', 'SEALED', 3, 10, 10,
                    '2026-03-02T17:00:00Z', '2026-03-01');
            INSERT INTO lot_payable (producer_id, lot_id, seq, party_kind, party_id, basis, category, amount_fen,
                                     recoup_fen)
            VALUES ('00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b', 1, 'HOUSEHOLD',
                    '00000000-0000-7000-8000-00000000000e', 'PURCHASE', 'OPERATING', 1764, 54),
                   ('00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b', 2, 'WORKER',
                    '00000000-0000-7000-8000-00000000000f', 'PIECE_RATE', 'WAGE', 100, 0);
            INSERT INTO attribution_host_wage (producer_id, session_id, earner_kind, earner_id, wage_fen, recorded_at)
            VALUES ('00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-000000000010', 'HOUSEHOLD',
                    '00000000-0000-7000-8000-00000000000e', 8000, '2026-03-31T16:30:00Z');
            SET session_replication_role = origin""";

    private static final String AFTER = """
            SELECT concat_ws(' ', source_kind, right(CAST(source_id AS text), 2), seq, party_kind, basis, category, nature,
                             amount_fen, recoup_fen, agreement_version, earned_on)
              FROM payable
             ORDER BY source_kind, seq""";

    @TempDir
    private Path directory;

    private static void migrate(EmbeddedPostgres server, String target) {
        Flyway.configure()
                .dataSource(server.jdbcUrl(DATABASE), EmbeddedPostgres.OWNER, server.ownerPassword())
                .target(target)
                .load()
                .migrate();
    }

    private static List<String> rows(Statement statement, String query) throws Exception {
        List<String> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    @Test
    void payablesOfLotsAndHostsAreMovedAndWaitToBePaid() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.startedOn(directory);
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE livelihood_app NOLOGIN");
            migrate(server, "070");
            statement.execute(BEFORE);
            migrate(server, "071");
            assertThat(rows(statement, AFTER))
                    .containsExactly(
                            "HOST_WAGE 10 1 HOUSEHOLD HOST_WAGE WAGE TRACE 8000 0 2026-04-01",
                            "LOT 0b 1 HOUSEHOLD PURCHASE OPERATING TRACE 1764 54 3 2026-03-01",
                            "LOT 0b 2 WORKER PIECE_RATE WAGE TRACE 100 0 3 2026-03-01");
            assertThat(rows(statement, "SELECT source_kind FROM payable_source WHERE claimed_by IS NULL ORDER BY 1"))
                    .containsExactly("HOST_WAGE", "LOT");
            assertThat(rows(statement, "SELECT to_regclass('lot_payable')")).containsOnlyNulls();
        } finally {
            server.stop();
        }
    }
}
