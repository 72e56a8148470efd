package org.livelihood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class WaitTest {

    private enum Missing implements Reason {
        NOT_FOUND;

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=10 | 10",
                "respond-async, wait=5 | 5",
                "WAIT = \"7\"; x=1 | 7",
                "wait=9999 | 30",
                "wait=0 | 0",
                "wait=-1 | 0",
                "wait=ten | 0",
                "await=5 | 0",
                "'' | 0",
                "| 0"
            })
    void readsThePreference(String header, long seconds) {
        assertThat(Wait.of(header).most()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void waitsForWhatIsOnItsWayAndNotLonger() {
        AtomicInteger reads = new AtomicInteger();
        Mono<Integer> third = Mono.fromSupplier(reads::incrementAndGet)
                .flatMap(n -> n < 3 ? Mono.error(new Refusal(Missing.NOT_FOUND)) : Mono.just(n));
        StepVerifier.withVirtualTime(() -> Wait.of("wait=10").untilFound(third))
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(3)
                .verifyComplete();

        StepVerifier.create(Wait.of(null).until(value -> value > 5, Mono.just(1)))
                .expectNext(1)
                .verifyComplete();
        StepVerifier.create(Wait.of("wait=1").untilFound(Mono.error(new Refusal(Missing.NOT_FOUND))))
                .verifyError(Refusal.class);
    }
}
