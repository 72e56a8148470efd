package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class NaturalBatchesTest {

    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

    private Mono<List<String>> work(List<Integer> batch) {
        batches.add(batch);
        return Mono.delay(Duration.ofMillis(20)).map(tick -> {
            if (batch.contains(-1)) {
                throw new IllegalArgumentException("poison");
            }
            if (batch.contains(-2)) {
                throw new TransientDataAccessResourceException("gone");
            }
            return batch.stream().map(String::valueOf).toList();
        });
    }

    private final NaturalBatches<Integer, String> line =
            new NaturalBatches<>(1, 64, 100, Lane.WORK, this::work, () -> new IllegalStateException("full"));

    private List<String> all(List<Integer> requests) {
        return Objects.requireNonNull(Flux.fromIterable(requests)
                .flatMapSequential(
                        request -> line.submit(0, request).onErrorResume(error -> Mono.just(error.getMessage())), 500)
                .collectList()
                .block());
    }

    @Test
    void whatArrivesDuringABatchGoesTogether() {
        List<Integer> requests = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            requests.add(i);
        }
        assertThat(all(requests))
                .isEqualTo(requests.stream().map(String::valueOf).toList());
        assertThat(batches).hasSize(2);
        assertThat(batches.get(0)).containsExactly(0);
    }

    @Test
    void poisonFailsAlone() {
        assertThat(all(List.of(1, 2, -1, 3, 4, 5, 6, 7))).containsExactly("1", "2", "poison", "3", "4", "5", "6", "7");
    }

    @Test
    void aDatabaseThatIsGoneFailsTheBatchAtOnce() {
        assertThat(all(List.of(1, 2, -2, 3))).containsExactly("1", "gone", "gone", "gone");
        assertThat(batches).hasSize(2);
    }

    @Test
    void aFullLineRefuses() {
        List<Integer> requests = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            requests.add(i);
        }
        List<String> answers = all(requests);
        assertThat(answers).filteredOn("full"::equals).hasSize(49);
        assertThat(all(List.of(1))).containsExactly("1");
    }

    @Test
    void whoLeavesChangesNothing() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            Disposable client = line.submit(0, i).subscribe();
            client.dispose();
        }
        Thread.sleep(200);
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(10);
        assertThat(all(List.of(1))).containsExactly("1");
    }

    @Test
    @DisplayName("G1: a batch that hangs is given up at its deadline, and the next ones go")
    void aHungBatchStopsNobodyElse() {
        AtomicBoolean first = new AtomicBoolean(true);
        NaturalBatches<Integer, String> hanging = new NaturalBatches<>(
                1,
                64,
                100,
                Lane.WORK,
                Duration.ofMillis(200),
                batch -> first.getAndSet(false)
                        ? Mono.never()
                        : Mono.just(batch.stream().map(String::valueOf).toList()),
                () -> new IllegalStateException("full"));
        StepVerifier.create(hanging.submit(0, 1))
                .expectError(TimeoutException.class)
                .verify(Duration.ofSeconds(2));
        assertThat(hanging.submit(0, 2).block(Duration.ofSeconds(1))).isEqualTo("2");
    }

    @Test
    @DisplayName("G2: who waited too long for a batch is told so and is not done afterwards")
    void whoWaitedTooLongIsTold() {
        List<Integer> done = new CopyOnWriteArrayList<>();
        NaturalBatches<Integer, String> slow = new NaturalBatches<>(
                1,
                1,
                100,
                Lane.WORK,
                batch -> Mono.delay(Duration.ofMillis(600)).map(tick -> {
                    done.addAll(batch);
                    return batch.stream().map(String::valueOf).toList();
                }),
                () -> new IllegalStateException("full"));
        List<String> answers = Objects.requireNonNull(Flux.range(0, 6)
                .flatMapSequential(
                        request -> slow.submit(0, request).onErrorResume(error -> Mono.just(error.getMessage())))
                .collectList()
                .block());
        assertThat(answers).startsWith("0", "1", "2").contains("full");
        assertThat(answers.stream().filter(answer -> !answer.equals("full")).count())
                .isEqualTo(done.size());
    }
}
