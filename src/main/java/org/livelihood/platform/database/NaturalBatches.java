package org.livelihood.platform.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Natural batching: while a batch is in flight, what arrives collects; when it answers, all that waits goes together in
 * the next one. There is no timer, so a lone request waits for nothing.
 *
 * <p>A batch holds requests of one owner, say a producer, who has one batch in flight at most. Owners with requests
 * that wait take turns, so that a crowd at one of them holds up no other. A batch runs whether or not those who asked
 * still listen, and every one of them gets an answer of her own. A batch that fails for a reason that lies in the data
 * is halved and tried again, so that what cannot be done fails alone; a failure of the database itself fails the batch
 * at once.
 *
 * <p>Nobody waits without end: a batch that has no answer by its deadline is given up, though it may still take effect,
 * and the next one leaves; a request that waited too long for its batch is told to come again.
 *
 * @param <O> an owner
 * @param <Q> a request
 * @param <A> its answer
 */
public final class NaturalBatches<O, Q, A> {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final long LONGEST_WAIT = Duration.ofMillis(1_500).toNanos();

    private final Map<O, Line> lines = new HashMap<>();
    /** Lines in which requests wait and which have no batch in flight, the longest waiting first. */
    private final Queue<Line> ready = new ArrayDeque<>();

    private final Lane lane;
    private final Duration deadline;
    private final int mostInFlight;
    private final int largest;
    private final int mostWaiting;
    private final BiFunction<O, List<Q>, Mono<List<A>>> work;
    private int inFlight;

    /**
     * @param mostInFlight how many batches may be in flight, each of another owner
     * @param largest most requests of a batch
     * @param mostWaiting most requests that may wait for an owner's batches: more are told to come again
     * @param lane whose connections the batches take
     * @param work does a batch in one transaction and answers each request, in order
     */
    public NaturalBatches(
            int mostInFlight, int largest, int mostWaiting, Lane lane, BiFunction<O, List<Q>, Mono<List<A>>> work) {
        this(mostInFlight, largest, mostWaiting, lane, DEADLINE, work);
    }

    NaturalBatches(
            int mostInFlight,
            int largest,
            int mostWaiting,
            Lane lane,
            Duration deadline,
            BiFunction<O, List<Q>, Mono<List<A>>> work) {
        this.mostInFlight = mostInFlight;
        this.largest = largest;
        this.mostWaiting = mostWaiting;
        this.lane = lane;
        this.deadline = deadline;
        this.work = work;
    }

    /** Puts a request in line once somebody listens; leaving afterwards changes nothing. */
    public Mono<A> submit(O owner, Q request) {
        return Mono.defer(() -> {
            Waiting<Q, A> one = new Waiting<>(request, new CompletableFuture<>(), System.nanoTime());
            if (!enter(owner, one)) {
                return Mono.error(Overcrowded::new);
            }
            next();
            return Mono.fromFuture(one.answer(), true);
        });
    }

    /** Requests that wait for their batch. */
    public synchronized int waiting() {
        return lines.values().stream().mapToInt(line -> line.waiting.size()).sum();
    }

    /** An owner's requests; there as long as some wait or are being answered. */
    private final class Line {

        private final O owner;
        private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
        private boolean busy;

        private Line(O owner) {
            this.owner = owner;
        }
    }

    private synchronized boolean enter(O owner, Waiting<Q, A> one) {
        Line line = lines.computeIfAbsent(owner, Line::new);
        if (line.waiting.size() >= mostWaiting) {
            return false;
        }
        line.waiting.add(one);
        if (!line.busy && line.waiting.size() == 1) {
            ready.add(line);
        }
        return true;
    }

    private void next() {
        for (Line line = turn(); line != null; line = turn()) {
            Line own = line;
            List<Waiting<Q, A>> batch = take(own);
            if (batch.isEmpty()) {
                free(own);
            } else {
                run(own, batch).whenComplete((answers, failure) -> ended(own, batch, answers, failure));
            }
        }
    }

    private synchronized @Nullable Line turn() {
        Line line = inFlight < mostInFlight ? ready.poll() : null;
        if (line != null) {
            line.busy = true;
            inFlight++;
        }
        return line;
    }

    private synchronized void free(Line line) {
        line.busy = false;
        inFlight--;
        if (line.waiting.isEmpty()) {
            lines.remove(line.owner);
        } else {
            ready.add(line);
        }
    }

    private List<Waiting<Q, A>> take(Line line) {
        List<Waiting<Q, A>> batch = new ArrayList<>();
        List<Waiting<Q, A>> tooLate = new ArrayList<>();
        long now = System.nanoTime();
        synchronized (this) {
            while (batch.size() < largest && !line.waiting.isEmpty()) {
                Waiting<Q, A> one = line.waiting.remove();
                (now - one.since() > LONGEST_WAIT ? tooLate : batch).add(one);
            }
        }
        tooLate.forEach(one -> one.answer().completeExceptionally(new Overcrowded()));
        return batch;
    }

    private CompletableFuture<List<A>> run(Line line, List<Waiting<Q, A>> batch) {
        return Mono.defer(() -> work.apply(
                        line.owner, batch.stream().map(Waiting::request).toList()))
                .contextWrite(lane::into)
                .toFuture()
                .copy()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The next batch leaves before this one's answers go out. */
    private void ended(Line line, List<Waiting<Q, A>> batch, @Nullable List<A> answers, @Nullable Throwable failure) {
        if (failure != null && batch.size() > 1 && liesInTheData(failure)) {
            halves(line, batch).whenComplete((done, impossible) -> {
                free(line);
                next();
            });
            return;
        }
        free(line);
        next();
        answer(batch, answers, failure);
    }

    private CompletableFuture<Void> halves(Line line, List<Waiting<Q, A>> batch) {
        int half = batch.size() / 2;
        return part(line, batch.subList(0, half)).thenCompose(done -> part(line, batch.subList(half, batch.size())));
    }

    private CompletableFuture<Void> part(Line line, List<Waiting<Q, A>> batch) {
        return run(line, batch)
                .handle((answers, failure) -> {
                    if (failure == null || batch.size() == 1 || !liesInTheData(failure)) {
                        answer(batch, answers, failure);
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    return halves(line, batch);
                })
                .thenCompose(part -> part);
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
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return !OfTheMoment.is(cause == null ? failure : cause);
    }
}
