package org.livelihood.goods.lot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.OwnerDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What corrections leave of what was put into lots, and the hours that the hour book makes of it. */
@JourneyTest
class LotWorkTest {

    private static final String ID = """
            CREATE FUNCTION pg_temp.id(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE
            RETURN CAST('00000000-0000-7000-8000-' || lpad(CAST(n AS text), 12, '0') AS uuid)""";

    private static final String ENTER = """
            INSERT INTO lot_contribution (producer_id, lot_id, id, party_kind, party_id, member_id, kind, operation, unit,
                                          units, corrects, worked_on, evidence, recorded_by)
            SELECT pg_temp.id(10), pg_temp.id(lot), pg_temp.id(entry), kind, pg_temp.id(party),
                   CASE WHEN member > 0 THEN pg_temp.id(member) END, work, operation, unit, units,
                   CASE WHEN corrects > 0 THEN pg_temp.id(corrects) END, CAST(day AS date), 'slip', pg_temp.id(99)
              FROM (VALUES\s""";

    private static final String ENTERED = """
            (1, 11, 'HOUSEHOLD', 1, 101, 'DELIVERY', 'delivery', 'GRAM', 999000, 0, '2026-03-02'),
            (1, 12, 'HOUSEHOLD', 1, 101, 'DELIVERY', 'delivery', 'GRAM', -999000, 11, '2026-03-02'),
            (1, 13, 'WORKER', 2, 0, 'DELIVERY', 'delivery', 'GRAM', 1000, 0, '2026-03-02'),
            (3, 31, 'HOUSEHOLD', 1, 101, 'LABOUR', 'hours', 'MINUTE', 480, 0, '2026-03-01'),
            (3, 32, 'HOUSEHOLD', 1, 102, 'LABOUR', 'hours', 'MINUTE', 400, 0, '2026-03-02'),
            (3, 33, 'HOUSEHOLD', 1, 102, 'LABOUR', 'hours', 'MINUTE', 300, 0, '2026-03-03'),
            (3, 34, 'HOUSEHOLD', 1, 102, 'LABOUR', 'hours', 'MINUTE', -400, 32, '2026-03-02'),
            (3, 35, 'HOUSEHOLD', 1, 102, 'LABOUR', 'hours', 'MINUTE', -60, 33, '2026-03-03'),
            (3, 36, 'HOUSEHOLD', 1, 102, 'LABOUR', 'hours', 'MINUTE', -40, 33, '2026-03-03')""";

    private static final String UNNAMED = """
            (2, 21, 'HOUSEHOLD', 1, 101, 'LABOUR', 'hours', 'MINUTE', -1440, 0, '2026-03-02')""";

    private static final String COLUMNS = """
            ) AS c (lot, entry, kind, party, member, work, operation, unit, units, corrects, day)""";

    private static final String SHEET = """
            INSERT INTO payroll_attendance (producer_id, period_id, person_id, party_kind, party_id, from_day, to_day, minutes)
            VALUES (pg_temp.id(10), pg_temp.id(50), pg_temp.id(101), 'HOUSEHOLD', pg_temp.id(1), '2026-03-01', '2026-03-31', 31),
                   (pg_temp.id(10), pg_temp.id(50), pg_temp.id(102), 'HOUSEHOLD', pg_temp.id(1), '2026-03-01', '2026-03-31', 30)""";

    private static final String LEFT = """
            SELECT concat_ws(' ', right(CAST(id AS text), 2), entered, units) FROM lot_work
             WHERE producer_id = pg_temp.id(10) ORDER BY id""";

    private static final String BOOK = """
            SELECT concat_ws(' ', right(CAST(person_id AS text), 3), from_day, to_day, minutes) FROM hours_book
             WHERE producer_id = pg_temp.id(10) AND minutes > 0
             ORDER BY 1""";

    @Autowired
    private Environment environment;

    private OwnerDatabase database;

    @BeforeEach
    void open() {
        database = new OwnerDatabase(environment);
        database.run(ID);
    }

    @AfterEach
    void undo() {
        database.close();
    }

    @Test
    @DisplayName("D3: of 999,000 g that a correction took back, none are left in any period")
    void correctionsAreTakenOffWhatTheyName() {
        database.run(ENTER + ENTERED + COLUMNS);
        database.run(SHEET);
        assertThat(database.texts(LEFT))
                .containsExactly("11 999000 0", "13 1000 1000", "31 480 480", "32 400 0", "33 300 200");
        assertThat(database.texts(BOOK))
                .containsExactly(
                        "101 2026-03-01 2026-03-01 480",
                        "101 2026-03-01 2026-03-31 31",
                        "102 2026-03-01 2026-03-31 30",
                        "102 2026-03-03 2026-03-03 200");
    }

    @Test
    @DisplayName("D2: what takes something back without naming it is refused by the table itself")
    void nothingIsTakenBackUnnamed() {
        assertThatThrownBy(() -> database.run(ENTER + UNNAMED + COLUMNS))
                .hasStackTraceContaining("lot_contribution_correction");
    }
}
