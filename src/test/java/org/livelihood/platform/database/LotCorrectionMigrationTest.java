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

/** Corrections of before named nothing: what they took back is taken off what stood in the same lot, and no more. */
@Tag("database")
class LotCorrectionMigrationTest {

    private static final String DATABASE = "postgres";

    /**
     * Lots 1 and 2 are as in D3 and D2; in lot 3 a household's second member took back hers; a sheet told of 60 more.
     */
    private static final String BEFORE = """
            SET session_replication_role = replica;
            INSERT INTO lot_contribution (producer_id, lot_id, id, party_kind, party_id, member_id, kind, operation, unit,
                                          units, worked_on, evidence, recorded_by)
            SELECT '00000000-0000-7000-8000-00000000000a', id(lot), id(entry), kind, id(party),
                   CASE WHEN member > 0 THEN id(member) END, work, operation, unit, units, CAST(day AS date), 'slip', id(99)
              FROM (VALUES (1, 11, 'HOUSEHOLD', 1, 101, 'DELIVERY', 'delivery', 'GRAM', 999000, '2026-03-02'),
                           (1, 12, 'HOUSEHOLD', 1, 101, 'DELIVERY', 'delivery', 'GRAM', -999000, '2025-12-31'),
                           (1, 13, 'WORKER', 2, 0, 'DELIVERY', 'delivery', 'GRAM', 1000, '2026-03-02'),
                           (2, 21, 'HOUSEHOLD', 1, 101, 'LABOUR', 'hours', 'MINUTE', -1440, '2026-03-02'),
                           (3, 31, 'HOUSEHOLD', 1, 101, 'LABOUR', 'hours', 'MINUTE', 480, '2026-03-01'),
                           (3, 32, 'HOUSEHOLD', 1, 102, 'LABOUR', 'hours', 'MINUTE', 400, '2026-03-02'),
                           (3, 33, 'HOUSEHOLD', 1, 102, 'LABOUR', 'hours', 'MINUTE', 300, '2026-03-03'),
                           (3, 34, 'HOUSEHOLD', 1, 102, 'LABOUR', 'hours', 'MINUTE', -500, '2026-03-03'))
                AS c (lot, entry, kind, party, member, work, operation, unit, units, day);
            INSERT INTO payroll_period (producer_id, id, from_day, to_day, fen_per_hour, evidence, closed_by, closed_at)
            VALUES ('00000000-0000-7000-8000-00000000000a', id(50), '2026-03-01', '2026-03-31', 1800, 'sheet', id(99), now());
            INSERT INTO payroll_source (producer_id, source_kind, source_id, period_id)
            VALUES ('00000000-0000-7000-8000-00000000000a', 'LOT', id(3), id(50));
            INSERT INTO payroll_line (producer_id, period_id, party_kind, party_id, minutes, wages_fen, top_up_fen)
            VALUES ('00000000-0000-7000-8000-00000000000a', id(50), 'HOUSEHOLD', id(1), 741, 0, 0);
            INSERT INTO producer_membership (producer_id, id, person_id, household_id, kind, contract_months, holds_from)
            SELECT '00000000-0000-7000-8000-00000000000a', id(200 + m), id(m), id(1), 'WORKER', 12, '2020-01-01'
              FROM unnest(ARRAY[101, 102]) m;
            SET session_replication_role = origin""";

    private static final String ID = """
            CREATE FUNCTION id(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE
            RETURN CAST('00000000-0000-7000-8000-' || lpad(CAST(n AS text), 12, '0') AS uuid)""";

    private static final String LEFT = """
            SELECT concat_ws(' ', right(CAST(id AS text), 2), entered, units) FROM lot_work ORDER BY id""";

    private static final String BOOK = """
            SELECT concat_ws(' ', right(CAST(person_id AS text), 3), from_day, to_day, minutes) FROM hours_book
             WHERE minutes > 0
             ORDER BY 1""";

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
    @DisplayName("D3: of 999,000 g that an unnamed correction took back, none are left in any period")
    void unnamedCorrectionsAreJudgedByTheirLot() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.startedOn(directory);
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE livelihood_app NOLOGIN");
            migrate(server, "123");
            statement.execute(ID);
            statement.execute(BEFORE);
            migrate(server, "131");
            assertThat(rows(statement, LEFT))
                    .containsExactly("11 999000 0", "13 1000 1000", "31 480 480", "32 400 0", "33 300 200");
            assertThat(rows(statement, BOOK))
                    .containsExactly(
                            "101 2026-03-01 2026-03-01 480",
                            "101 2026-03-01 2026-03-31 31",
                            "102 2026-03-01 2026-03-31 30",
                            "102 2026-03-03 2026-03-03 200");
        } finally {
            server.stop();
        }
    }
}
