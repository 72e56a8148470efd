package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class RoundsTest {

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();

    private Mono<Void> round() {
        begun.incrementAndGet();
        return failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? Mono.error(new IllegalStateException("not now"))
                : Mono.empty();
    }

    @Test
    @DisplayName("what fails again and again is tried ever more slowly, up to eight pauses or a minute")
    void thePauseGrowsToABound() {
        assertThat(IntStream.rangeClosed(1, 8)
                        .mapToObj(failures -> Rounds.pauseAfter(failures, Duration.ofSeconds(2))
                                .toSeconds()))
                .containsExactly(2L, 4L, 8L, 16L, 16L, 16L, 16L, 16L);
        assertThat(Rounds.pauseAfter(1, Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aFailureSlowsTheRoundsAndASuccessLetsThemGoOn() {
        failing.set(6);
        StepVerifier.withVirtualTime(() -> new Rounds("The test", Duration.ofSeconds(1), this::round).rounds())
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(1))
                .then(() -> assertThat(begun).hasValue(1))
                .thenAwait(Duration.ofSeconds(1 + 2 + 4))
                .then(() -> assertThat(begun).hasValue(4))
                .thenAwait(Duration.ofSeconds(8 + 8 + 8))
                .then(() -> assertThat(begun.get()).isGreaterThanOrEqualTo(7))
                .then(() -> begun.set(0))
                .thenAwait(Duration.ofSeconds(10))
                .then(() -> assertThat(begun).hasValue(10))
                .thenCancel()
                .verify();
    }

    @Test
    void aHintBringsARoundBeforeThePauseIsOver() {
        Sinks.Many<Long> hints = Sinks.many().multicast().directBestEffort();
        StepVerifier.withVirtualTime(
                        () -> new Rounds("The test", Duration.ofHours(1), hints.asFlux(), this::round).rounds())
                .expectSubscription()
                .then(() -> hints.tryEmitNext(1L))
                .then(() -> assertThat(begun).hasValue(1))
                .thenAwait(Duration.ofHours(1))
                .then(() -> assertThat(begun).hasValue(2))
                .thenCancel()
                .verify();
    }
}
