package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class NaturalBatchesTest {

    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

    private Mono<List<String>> work(String owner, List<Integer> batch) {
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

    private final NaturalBatches<String, Integer, String> line =
            new NaturalBatches<>(1, 64, 100, Lane.WORK, this::work);

    private List<String> all(List<Integer> requests) {
        return Objects.requireNonNull(Flux.fromIterable(requests)
                .flatMapSequential(
                        request -> line.submit("one", request).onErrorResume(error -> Mono.just(error.getMessage())),
                        500)
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
        assertThat(answers).filteredOn("too many wait"::equals).hasSize(49);
        assertThat(all(List.of(1))).containsExactly("1");
    }

    @Test
    void whoLeavesChangesNothing() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            Disposable client = line.submit("one", i).subscribe();
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
        NaturalBatches<String, Integer, String> hanging = new NaturalBatches<>(
                1,
                64,
                100,
                Lane.WORK,
                Duration.ofMillis(200),
                (owner, batch) -> first.getAndSet(false)
                        ? Mono.never()
                        : Mono.just(batch.stream().map(String::valueOf).toList()));
        StepVerifier.create(hanging.submit("one", 1))
                .expectError(TimeoutException.class)
                .verify(Duration.ofSeconds(2));
        assertThat(hanging.submit("one", 2).block(Duration.ofSeconds(1))).isEqualTo("2");
    }

    @Test
    @DisplayName("G2: who waited too long for a batch is told so and is not done afterwards")
    void whoWaitedTooLongIsTold() {
        List<Integer> done = new CopyOnWriteArrayList<>();
        NaturalBatches<String, Integer, String> slow = new NaturalBatches<>(
                1,
                1,
                100,
                Lane.WORK,
                (owner, batch) -> Mono.delay(Duration.ofMillis(600)).map(tick -> {
                    done.addAll(batch);
                    return batch.stream().map(String::valueOf).toList();
                }));
        List<String> answers = Objects.requireNonNull(Flux.range(0, 6)
                .flatMapSequential(
                        request -> slow.submit("one", request).onErrorResume(error -> Mono.just(error.getMessage())))
                .collectList()
                .block());
        assertThat(answers).startsWith("0", "1", "2").contains("too many wait");
        assertThat(answers.stream()
                        .filter(answer -> !answer.equals("too many wait"))
                        .count())
                .isEqualTo(done.size());
    }

    @Test
    @DisplayName("a batch holds one owner's requests, and a crowd at one holds up no other")
    void ownersTakeTurns() {
        List<String> order = new CopyOnWriteArrayList<>();
        NaturalBatches<String, Integer, String> turns = new NaturalBatches<>(
                1,
                2,
                100,
                Lane.WORK,
                (owner, batch) -> Mono.delay(Duration.ofMillis(20)).map(tick -> {
                    order.add(owner + batch);
                    return batch.stream().map(request -> owner + request).toList();
                }));
        List<Mono<String>> requests = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            requests.add(turns.submit("crowd", i));
        }
        requests.add(turns.submit("lone", 7));
        assertThat(Flux.mergeSequential(requests).collectList().block())
                .containsExactly("crowd0", "crowd1", "crowd2", "crowd3", "crowd4", "crowd5", "crowd6", "lone7");
        assertThat(order).containsExactly("crowd[0]", "lone[7]", "crowd[1, 2]", "crowd[3, 4]", "crowd[5, 6]");
        assertThat(turns.waiting()).isZero();
    }

    @Test
    @DisplayName("as many owners' batches are in flight as may be, and one of each")
    void severalOwnersGoAtOnce() {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        NaturalBatches<String, Integer, String> three = new NaturalBatches<>(3, 64, 100, Lane.WORK, (owner, batch) -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            return Mono.delay(Duration.ofMillis(20)).map(tick -> {
                inFlight.decrementAndGet();
                return batch.stream().map(String::valueOf).toList();
            });
        });
        Flux.range(0, 60)
                .flatMap(request -> three.submit("owner " + request % 6, request), 60)
                .blockLast();
        assertThat(most).hasValue(3);
    }
}
