package org.livelihood.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ChinaTimeTest {

    private static final LocalDate DAY = LocalDate.parse("2020-03-02");

    @Test
    void aDayBeginsEightHoursBeforeThatOfGreenwich() {
        assertThat(ChinaTime.startOf(DAY)).isEqualTo("2020-03-01T16:00:00Z");
        assertThat(ChinaTime.dayOf(Instant.parse("2020-03-01T15:59:59.999999Z")))
                .isEqualTo(DAY.minusDays(1));
        assertThat(ChinaTime.dayOf(ChinaTime.startOf(DAY))).isEqualTo(DAY);
    }
}
