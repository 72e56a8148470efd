package org.livelihood.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.Refusal;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Natural batching, the hot path of a sale: while one batch of a shard is in flight, orders that arrive collect; when
 * it answers, all of them go together in one statement and one transaction. There is no timer, so a lone order never
 * waits.
 *
 * <p>A shard is chosen by the first SKU, so that orders for one hot item follow each other and do not fight for its
 * row. A batch runs on its own: a client that leaves changes nothing. If a batch fails as a whole, its orders go one by
 * one, so that one that cannot be placed fails alone.
 */
@Component
class OrderBatcher {

    private static final int LARGEST_BATCH = 256;
    private static final int LONGEST_QUEUE = 10_000;

    private final OrderPlacer placer;
    private final List<Shard> shards = new ArrayList<>();

    OrderBatcher(OrderPlacer placer, Environment environment) {
        this.placer = placer;
        int count = environment.getProperty("LIVELIHOOD_ORDER_SHARDS", Integer.class, 4);
        for (int i = 0; i < count; i++) {
            shards.add(new Shard());
        }
    }

    /** The outcome of one request; refused with TOO_BUSY when the queue is full. */
    Mono<Placing.Outcome> place(Placing placing) {
        return Mono.defer(() -> Mono.fromFuture(shardOf(placing).add(placing), true));
    }

    private Shard shardOf(Placing placing) {
        int hash = placing.orders().get(0).lines().get(0).sku().value().hashCode();
        return shards.get(Math.floorMod(hash * 0x9E3779B9 >>> 16, shards.size()));
    }

    private record Waiting(Placing placing, CompletableFuture<Placing.Outcome> answer) {}

    private final class Shard {

        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private boolean inFlight;

        CompletableFuture<Placing.Outcome> add(Placing placing) {
            Waiting entry = new Waiting(placing, new CompletableFuture<>());
            synchronized (this) {
                if (waiting.size() >= LONGEST_QUEUE) {
                    return CompletableFuture.failedFuture(new Refusal(OrderReason.TOO_BUSY));
                }
                waiting.addLast(entry);
                if (inFlight) {
                    return entry.answer();
                }
                inFlight = true;
            }
            next();
            return entry.answer();
        }

        private void next() {
            List<Waiting> batch = new ArrayList<>();
            synchronized (this) {
                while (batch.size() < LARGEST_BATCH && !waiting.isEmpty()) {
                    batch.add(waiting.removeFirst());
                }
                if (batch.isEmpty()) {
                    inFlight = false;
                    return;
                }
            }
            run(batch).whenComplete((done, never) -> next());
        }

        private CompletableFuture<Void> run(List<Waiting> batch) {
            List<Placing> placings = batch.stream().map(Waiting::placing).toList();
            CompletableFuture<Void> done = new CompletableFuture<>();
            placer.place(placings).toFuture().whenComplete((outcomes, failure) -> {
                if (outcomes != null) {
                    answer(batch, outcomes);
                    done.complete(null);
                } else if (batch.size() > 1) {
                    oneByOne(batch, 0, done);
                } else {
                    batch.get(0).answer().completeExceptionally(known(failure));
                    done.complete(null);
                }
            });
            return done;
        }

        private void oneByOne(List<Waiting> batch, int next, CompletableFuture<Void> done) {
            if (next == batch.size()) {
                done.complete(null);
                return;
            }
            run(List.of(batch.get(next))).whenComplete((answered, never) -> oneByOne(batch, next + 1, done));
        }

        private static void answer(List<Waiting> batch, List<Placing.Outcome> outcomes) {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(outcomes.get(i));
            }
        }

        private static Throwable known(@Nullable Throwable failure) {
            return failure == null ? new IllegalStateException("no outcome") : failure;
        }
    }
}
