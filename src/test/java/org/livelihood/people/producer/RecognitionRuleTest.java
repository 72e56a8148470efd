package org.livelihood.people.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livelihood.people.producer.Producer.Roster;
import org.livelihood.people.producer.Producer.Rule;

/** Gansu: at least 10 poor workers or at least 20 % of the staff, with contracts of 6 months or more. */
class RecognitionRuleTest {

    private static final LocalDate DAY = LocalDate.parse("2020-03-02");
    private static final Rule GANSU = new Rule("620000000000", DAY, 10, 2_000, 6, "rule");

    @ParameterizedTest
    @CsvSource({
        "46, 9, 9, false",
        "45, 9, 9, true",
        "100, 9, 9, false",
        "100, 10, 10, true",
        "5, 1, 1, true",
        "6, 1, 1, false",
        "10, 10, 0, false",
        "100, 10, 9, false",
        "33, 25, 25, true",
        "0, 0, 0, false"
    })
    void enoughPoorWorkersOrEnoughOfTheStaff(int staff, int poor, int withContract, boolean recognized) {
        assertThat(GANSU.isMetBy(Roster.of(DAY, staff, poor, withContract))).isEqualTo(recognized);
    }
}
