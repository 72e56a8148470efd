package org.livelihood.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void tenAttemptsAreSpreadOverMoreThanThreeDays() {
        List<Duration> pauses = IntStream.rangeClosed(1, 9)
                .mapToObj(attempts -> RetrySchedule.after(attempts, 0, null).orElseThrow())
                .toList();
        assertThat(pauses)
                .extracting(Duration::toString)
                .containsExactly("PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H");
        assertThat(RetrySchedule.after(10, 0, null)).isEmpty();
    }

    @Test
    void chanceAddsATenthAtMost() {
        assertThat(RetrySchedule.after(2, 50, null)).isEqualTo(Optional.of(Duration.ofSeconds(315)));
        assertThat(RetrySchedule.after(2, 99, null).orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(330));
    }

    @Test
    void aReceiverMayAskForALongerPauseUpToADay() {
        assertThat(RetrySchedule.after(1, 0, Duration.ofMinutes(3))).isEqualTo(Optional.of(Duration.ofMinutes(3)));
        assertThat(RetrySchedule.after(2, 0, Duration.ofSeconds(1))).isEqualTo(Optional.of(Duration.ofMinutes(5)));
        assertThat(RetrySchedule.after(1, 0, Duration.ofDays(400))).isEqualTo(Optional.of(Duration.ofDays(1)));
    }

    @Test
    void thePauseIsAskedForInSecondsOrAsATime() {
        assertThat(WebhookSender.pause("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(WebhookSender.pause("Mon, 2 Mar 2026 08:01:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(WebhookSender.pause("soon", NOW)).isNull();
        assertThat(WebhookSender.pause("99999999999999999999", NOW)).isNull();
    }
}
