package org.livelihood.platform.database;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

/**
 * Natural batching: while a batch is in flight, what arrives collects; when it answers, all that waits goes together in
 * the next one. There is no timer, so a lone request waits for nothing.
 *
 * <p>Each shard has one batch in flight. A batch runs whether or not those who asked still listen, and every one of
 * them gets an answer of her own. A batch that fails for a reason that lies in the data is halved and tried again, so
 * that what cannot be done fails alone; a failure of the database itself fails the batch at once.
 *
 * <p>Nobody waits without end: a batch that has no answer by its deadline is given up, though it may still take effect,
 * and the next one leaves; a request that waited too long for its batch is told to come again.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class NaturalBatches<Q, A> {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final long LONGEST_WAIT = Duration.ofMillis(1_500).toNanos();

    private final List<Shard> shards = new ArrayList<>();
    private final Lane lane;
    private final Duration deadline;
    private final int largest;
    private final int mostWaiting;
    private final Function<List<Q>, Mono<List<A>>> work;
    private final Supplier<? extends Throwable> full;

    /**
     * @param shards how many batches may be in flight
     * @param largest most requests of a batch
     * @param mostWaiting most requests that may wait for a shard
     * @param lane whose connections the batches take
     * @param work does a batch in one transaction and answers each request, in order
     * @param full the error for a request that finds no place, or waited too long for one
     */
    public NaturalBatches(
            int shards,
            int largest,
            int mostWaiting,
            Lane lane,
            Function<List<Q>, Mono<List<A>>> work,
            Supplier<? extends Throwable> full) {
        this(shards, largest, mostWaiting, lane, DEADLINE, work, full);
    }

    NaturalBatches(
            int shards,
            int largest,
            int mostWaiting,
            Lane lane,
            Duration deadline,
            Function<List<Q>, Mono<List<A>>> work,
            Supplier<? extends Throwable> full) {
        this.lane = lane;
        this.deadline = deadline;
        for (int i = 0; i < shards; i++) {
            this.shards.add(new Shard());
        }
        this.largest = largest;
        this.mostWaiting = mostWaiting;
        this.work = work;
        this.full = full;
    }

    /** Puts a request in line once somebody listens; leaving afterwards changes nothing. */
    public Mono<A> submit(int hash, Q request) {
        return Mono.defer(() -> {
            Shard shard = shards.get(Math.floorMod(hash, shards.size()));
            CompletableFuture<A> answer = shard.add(request);
            return answer == null ? Mono.error(full) : Mono.fromFuture(answer, true);
        });
    }

    /** Requests that wait for their batch. */
    public int waiting() {
        return shards.stream().mapToInt(shard -> shard.waiting.get()).sum();
    }

    private final class Shard {

        private final Queue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicBoolean busy = new AtomicBoolean();

        private @Nullable CompletableFuture<A> add(Q request) {
            if (waiting.incrementAndGet() > mostWaiting) {
                waiting.decrementAndGet();
                return null;
            }
            Waiting<Q, A> one = new Waiting<>(request, new CompletableFuture<>(), System.nanoTime());
            queue.add(one);
            next();
            return one.answer();
        }

        private void next() {
            while (!queue.isEmpty() && busy.compareAndSet(false, true)) {
                List<Waiting<Q, A>> batch = take();
                if (!batch.isEmpty()) {
                    run(batch).whenComplete((answers, failure) -> ended(batch, answers, failure));
                    return;
                }
                busy.set(false);
            }
        }

        private List<Waiting<Q, A>> take() {
            List<Waiting<Q, A>> batch = new ArrayList<>();
            long now = System.nanoTime();
            while (batch.size() < largest) {
                Waiting<Q, A> one = queue.poll();
                if (one == null) {
                    break;
                }
                waiting.decrementAndGet();
                if (now - one.since() > LONGEST_WAIT) {
                    one.answer().completeExceptionally(full.get());
                } else {
                    batch.add(one);
                }
            }
            return batch;
        }

        private CompletableFuture<List<A>> run(List<Waiting<Q, A>> batch) {
            return Mono.defer(() ->
                            work.apply(batch.stream().map(Waiting::request).toList()))
                    .contextWrite(lane::into)
                    .toFuture()
                    .copy()
                    .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** The next batch leaves before this one's answers go out. */
        private void ended(List<Waiting<Q, A>> batch, @Nullable List<A> answers, @Nullable Throwable failure) {
            if (failure != null && batch.size() > 1 && liesInTheData(failure)) {
                int half = batch.size() / 2;
                halves(batch.subList(0, half), batch.subList(half, batch.size()));
                return;
            }
            busy.set(false);
            next();
            answer(batch, answers, failure);
        }

        private void halves(List<Waiting<Q, A>> first, List<Waiting<Q, A>> second) {
            part(first).thenCompose(done -> part(second)).whenComplete((done, impossible) -> {
                busy.set(false);
                next();
            });
        }

        private CompletableFuture<Void> part(List<Waiting<Q, A>> batch) {
            return run(batch)
                    .handle((answers, failure) -> {
                        if (failure == null || batch.size() == 1 || !liesInTheData(failure)) {
                            answer(batch, answers, failure);
                            return CompletableFuture.<Void>completedFuture(null);
                        }
                        int half = batch.size() / 2;
                        return part(batch.subList(0, half))
                                .thenCompose(done -> part(batch.subList(half, batch.size())));
                    })
                    .thenCompose(part -> part);
        }
    }

    /** @param since the monotonic counter when it came */
    private record Waiting<Q, A>(Q request, CompletableFuture<A> answer, long since) {}

    private static <Q, A> void answer(
            List<Waiting<Q, A>> batch, @Nullable List<A> answers, @Nullable Throwable failure) {
        for (int i = 0; i < batch.size(); i++) {
            CompletableFuture<A> answer = batch.get(i).answer();
            if (failure != null || answers == null) {
                answer.completeExceptionally(failure == null ? new IllegalStateException("no answers") : failure);
            } else {
                answer.complete(answers.get(i));
            }
        }
    }

    private static boolean liesInTheData(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return !(cause instanceof TimeoutException
                || cause instanceof TransientDataAccessException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof TransactionException
                || cause instanceof R2dbcException);
    }
}
