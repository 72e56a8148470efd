package org.livelihood.tlog;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.ProducerId;
import org.livelihood.tlog.Checkpoint.VerifierKey;
import org.livelihood.tlog.CheckpointStore.Signed;
import org.livelihood.tlog.Merkle.Span;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Invariant 11, checked: the log only grows, its checkpoints are consistent, and the records that totals are counted
 * from are its leaves.
 */
@Service
public class LogChecks {

    private static final int PAGE = 500;

    private final LogCheckStore store;
    private final LogStore log;
    private final CheckpointStore checkpoints;
    private final TransparencyLog hashes;

    LogChecks(LogCheckStore store, LogStore log, CheckpointStore checkpoints, TransparencyLog hashes) {
        this.store = store;
        this.log = log;
        this.checkpoints = checkpoints;
        this.hashes = hashes;
    }

    /** What may be wrong. */
    public enum Fault {
        /** A leaf is missing, or its bytes do not hash to its hash. */
        LEAF,
        /** A stored hash of a subtree is missing, or is not that of its two halves. */
        NODE,
        /** A checkpoint is not signed by its key, says another size or root, or covers more than the log has. */
        CHECKPOINT,
        /** A checkpoint does not extend the one before. */
        CONSISTENCY,
        /** A record is not what was logged. */
        RECORD_CHANGED,
        /** A record that was logged stands no more. */
        RECORD_GONE,
        /** A record should have been logged and was not. */
        RECORD_NOT_LOGGED
    }

    /**
     * Something that does not hold.
     *
     * @param what which leaf, checkpoint or record; ids and numbers only
     * @param producer whose record it is, null for the log itself
     * @param record its id, null for the log itself
     */
    public record Finding(
            Fault fault,
            String what,
            @Nullable ProducerId producer,
            @Nullable UUID record) {

        Finding(Fault fault, String what) {
            this(fault, what, null, null);
        }
    }

    /** How many leaves {@link #run} looks at. */
    public Mono<Long> size(Instant from, Instant to) {
        return store.range(from, to).map(range -> Math.max(0, range.until() - range.first()));
    }

    /**
     * All that does not hold in the log between the last checkpoint signed before a time and the first after another,
     * and of the records that were recorded between. At most a thousand of a sort.
     *
     * @param from the first moment
     * @param to the moment after the last; in the future, all that was logged until now
     */
    public Flux<Finding> run(Instant from, Instant to) {
        return store.range(from, to)
                .flatMapMany(range -> Flux.concat(
                        store.leaves(range),
                        store.nodes(range),
                        checkpoints(from, to),
                        Flux.fromArray(RecordKind.values())
                                .concatMap(kind ->
                                        Flux.concat(store.records(kind, range), store.missing(kind, from, to)))));
    }

    private Flux<Finding> checkpoints(Instant from, Instant to) {
        return log.size()
                .flatMapMany(size -> page(from, to, 0)
                        .expand(page -> page.size() < PAGE
                                ? Mono.empty()
                                : page(from, to, page.get(page.size() - 1).size()))
                        .concatMap(page -> Flux.concat(
                                Flux.fromIterable(page).concatMap(signed -> check(signed, size)),
                                Flux.fromIterable(page)
                                        .buffer(2, 1)
                                        .filter(pair -> pair.size() == 2)
                                        .concatMap(pair -> extend(pair.get(0), pair.get(1), size)))));
    }

    /** Each page begins with the last of the one before, so that every step is taken. */
    private Mono<List<Signed>> page(Instant from, Instant to, long least) {
        return checkpoints.signed(from, to, least, PAGE).collectList();
    }

    private Mono<Finding> check(Signed signed, long logSize) {
        Checkpoint checkpoint;
        try {
            checkpoint = open(signed);
        } catch (IllegalArgumentException bad) {
            return Mono.just(new Finding(Fault.CHECKPOINT, "size " + signed.size() + ": " + bad.getMessage()));
        }
        if (checkpoint.size() != signed.size() || signed.size() > logSize) {
            return Mono.just(new Finding(
                    Fault.CHECKPOINT,
                    "size " + signed.size() + " signs " + checkpoint.size() + " leaves, the log has " + logSize));
        }
        return hashes.root(signed.size())
                .filter(root -> !Arrays.equals(root, checkpoint.root()))
                .map(root -> new Finding(Fault.CHECKPOINT, "size " + signed.size() + " signs another root"))
                .onErrorReturn(
                        IllegalStateException.class,
                        new Finding(Fault.CHECKPOINT, "size " + signed.size() + ": no root"));
    }

    /** That the newer one extends the older one, by the proof that anybody would be given. */
    private Mono<Finding> extend(Signed older, Signed newer, long logSize) {
        Finding broken = new Finding(Fault.CONSISTENCY, "size " + newer.size() + " after size " + older.size());
        if (newer.size() > logSize) {
            return Mono.just(broken);
        }
        List<Span> proof = Merkle.consistency(older.size(), newer.size());
        return hashes.hashes(proof)
                .filter(path -> !extend(older, newer, path))
                .map(path -> broken)
                .onErrorReturn(IllegalStateException.class, broken);
    }

    private static boolean extend(Signed older, Signed newer, List<byte[]> path) {
        try {
            return Merkle.isConsistent(
                    older.size(), open(older).root(), newer.size(), open(newer).root(), path);
        } catch (IllegalArgumentException bad) {
            return false;
        }
    }

    private static Checkpoint open(Signed signed) {
        return Checkpoint.open(signed.note(), VerifierKey.parse(signed.vkey()));
    }
}
