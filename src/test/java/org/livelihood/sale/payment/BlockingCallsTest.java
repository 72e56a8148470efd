package org.livelihood.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A provider that hangs holds up nothing but itself. */
class BlockingCallsTest {

    private static final int MANY = 400;

    @Test
    @DisplayName("bulkhead: a provider that hangs takes so many calls, and the others are refused at once")
    void bulkhead() throws InterruptedException {
        BlockingCalls calls = new BlockingCalls("hanging", Duration.ofMinutes(1));
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(MANY);
        Sinks.Many<String> said = Sinks.many().replay().all();
        Flux.range(0, MANY)
                .flatMap(
                        n -> calls.call(() -> answer.await(1, TimeUnit.MINUTES) ? "answered" : "late")
                                .onErrorResume(
                                        Refusal.class,
                                        full -> Mono.just(full.reason().code())),
                        MANY)
                .doOnNext(word -> {
                    said.tryEmitNext(word);
                    told.countDown();
                })
                .subscribe();
        List<String> refused = Objects.requireNonNull(
                said.asFlux().take(MANY - 16 * 9).collectList().block(Duration.ofSeconds(20)));
        assertThat(refused).containsOnly("payment.provider-unavailable");
        answer.countDown();
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said.asFlux().take(MANY).filter("answered"::equals).count().block())
                .isEqualTo(16 * 9);
    }

    @Test
    @DisplayName("deadline: a call that takes too long is given up and interrupted")
    void deadline() {
        AtomicBoolean interrupted = new AtomicBoolean();
        BlockingCalls calls = new BlockingCalls("slow", Duration.ofMillis(100));
        Mono<Boolean> slow = calls.call(() -> {
            try {
                return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
            } catch (InterruptedException stopped) {
                interrupted.set(true);
                throw stopped;
            }
        });
        assertThatThrownBy(slow::block).hasCauseInstanceOf(TimeoutException.class);
        await().untilTrue(interrupted);
    }
}
