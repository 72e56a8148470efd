package org.livelihood.platform.database;

import java.time.Duration;
import java.util.Objects;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The bulkheads: kinds of work that have database connections of their own, so that one kind which waits (for a lock,
 * for a crowd) never takes the connections of another.
 */
public enum Lane {
    /** Requests that only read. */
    READS(6),
    /** Requests that change something. */
    COMMANDS(5),
    /** Batches of orders. */
    ORDERS(4),
    /** What a payment provider tells us: captures are acknowledged whatever else waits. */
    NOTICES(2),
    /** What the program does by itself, in rounds. */
    WORK(3);

    private static final Duration UNHURRIED = Duration.ofSeconds(10);
    private static final int FEWEST = 2;
    private static final int PARTS = 20;

    private final int parts;

    Lane(int parts) {
        this.parts = parts;
    }

    /**
     * How long it may wait for a connection: where nobody waits for the answer, until there is one.
     *
     * @param hurried where somebody does
     */
    Duration patience(Duration hurried) {
        return this == WORK ? UNHURRIED : hurried;
    }

    /** The lane's connections, when all lanes together have so many. */
    int share(int connections) {
        return Math.max(FEWEST, connections * parts / PARTS);
    }

    /** Puts what stands above into this lane, unless a lane was chosen for it before. */
    public Context into(Context context) {
        return context.hasKey(Lane.class) ? context : context.put(Lane.class, this);
    }

    /** What has no lane is work of the program itself. */
    static Lane of(ContextView context) {
        return Objects.requireNonNullElse(context.getOrDefault(Lane.class, WORK), WORK);
    }
}
