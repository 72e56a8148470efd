package org.livelihood.account.tlog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Invariant 11, checked: the log only grows, its checkpoints are consistent, and the records that totals are counted
 * from are its leaves.
 */
@Service
public class LogChecks {

    private final LogCheckStore store;
    private final CheckpointChecks checkpoints;
    private final KindStore kinds;

    LogChecks(LogCheckStore store, CheckpointChecks checkpoints, KindStore kinds) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.kinds = kinds;
    }

    /** What may be wrong. */
    public enum Fault {
        /** A leaf is missing, or its bytes do not hash to its hash. */
        LEAF,
        /** A stored hash of a subtree is missing, or is not that of its two halves. */
        NODE,
        /**
         * A checkpoint is not signed by a key of the log, says another size or root, or covers more than the log has.
         */
        CHECKPOINT,
        /** A checkpoint does not extend the one before. */
        CONSISTENCY,
        /** A record is not what was logged. */
        RECORD_CHANGED,
        /** A record that was logged stands no more. */
        RECORD_GONE,
        /** A record should have been logged and was not. */
        RECORD_NOT_LOGGED,
        /** What the leaves of journals sum to in an account is not what these journals post to it. */
        TOTAL
    }

    /**
     * What is asked.
     *
     * @param from the first moment
     * @param to the moment after the last; in the future, all that was logged until now
     * @param producers whose records, all where absent; the log itself is always looked at whole
     * @param limit how many findings of a sort are named
     */
    public record Asked(Instant from, Instant to, @Nullable List<UUID> producers, int limit) {}

    /**
     * Something that does not hold.
     *
     * @param what which leaf, checkpoint or record; ids and numbers only
     * @param producer whose record it is, null for the log itself
     * @param record its id, null for the log itself and for totals
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

    /**
     * Findings of a sort.
     *
     * @param found how many there are
     * @param some as many of them as were asked for, at least one
     */
    public record Findings(long found, List<Finding> some) {}

    /** How many leaves of these producers {@link #run} looks at. */
    public Mono<Long> size(Asked asked) {
        return store.range(asked.from(), asked.to()).flatMap(range -> store.size(range, asked));
    }

    /**
     * All that does not hold in the log between the last checkpoint signed before a time and the first after another,
     * and of the records that were recorded between.
     */
    public Flux<Findings> run(Asked asked) {
        return store.range(asked.from(), asked.to())
                .flatMapMany(range -> Flux.concat(
                        store.leaves(range, asked),
                        store.nodes(range, asked),
                        checkpoints.run(asked),
                        kinds(false)
                                .concatMap(kind ->
                                        Flux.concat(store.records(kind, range, asked), store.missing(kind, asked))),
                        store.totals(range, asked)));
    }

    /** How many leaves of decisions {@link #decisions} looks at. */
    public Mono<Long> decisionsSize(Asked asked) {
        return store.standingSize(asked);
    }

    /**
     * What persons decided and is not what was logged, in both directions: changed, gone, or put in past the log. All
     * of it, whenever it was recorded: a poverty line of long ago counts today.
     */
    public Flux<Findings> decisions(Asked asked) {
        return kinds(true)
                .concatMap(kind -> Flux.concat(store.standing(kind, asked), store.missingStanding(kind, asked)));
    }

    private Flux<RecordKind> kinds(boolean standing) {
        return kinds.all().filter(kind -> kind.standing() == standing);
    }
}
