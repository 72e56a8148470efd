package org.livelihood.people.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.OwnerDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * Who belonged where on a day is told as it was known at a time: the version of a span that was recorded last counts.
 */
@JourneyTest
class DatedBelongingTest {

    /** Both were entered in 2020 without a span; in 2021 it was recorded that the first left at the end of 2020. */
    private static final String RECORDED = """
            INSERT INTO household_member_span (span_id, member_id, household_id, recorded_at, holds_until, reason, document,
                                               recorded_by)
            SELECT CAST(member AS uuid), CAST(member AS uuid), '00000000-0000-7000-8000-000000000009',
                   CAST(recorded AS timestamptz), CAST(until AS date), reason, 'book', '00000000-0000-7000-8000-000000000099'
              FROM (VALUES ('00000000-0000-7000-8000-000000000001', '2020-01-01', NULL, 'ENTERED'),
                           ('00000000-0000-7000-8000-000000000002', '2020-01-01', NULL, 'ENTERED'),
                           ('00000000-0000-7000-8000-000000000001', '2021-01-01', '2020-12-31', 'MOVED_OUT'))
                AS s (member, recorded, until, reason)""";

    @Autowired
    private Environment environment;

    private OwnerDatabase database;

    @BeforeEach
    void record() {
        database = new OwnerDatabase(environment);
        database.run(RECORDED);
    }

    @AfterEach
    void undo() {
        database.close();
    }

    private List<String> members(String day, String known) {
        return database.texts("SELECT right(CAST(member_id AS text), 1) FROM household_belonging_on('" + day + "', '"
                + known + "') WHERE household_id = '00000000-0000-7000-8000-000000000009' ORDER BY 1");
    }

    @Test
    @DisplayName("A7: what was known of members before a span was recorded stays known")
    void membersBelongAsWasKnown() {
        assertThat(members("2021-06-01", "infinity")).containsExactly("2");
        assertThat(members("2020-12-31", "infinity")).containsExactly("1", "2");
        assertThat(members("2021-06-01", "2020-06-01")).containsExactly("1", "2");
        assertThat(members("2021-06-01", "2019-06-01")).isEmpty();
    }
}
