package org.livelihood.platform.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.livelihood.platform.database.LaneFilter.Operation;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;
import reactor.util.context.ContextView;

/**
 * Connections by {@link Lane}: each lane has a pool of its own, and within a lane one operation has at most a third of
 * it, so that a table which somebody has locked stops what needs it and nothing else. While the database is away nobody
 * waits at all.
 */
final class Bulkheads implements ConnectionFactory {

    private static final int OPERATIONS_A_LANE = 3;
    private static final int FEWEST = 2;

    private final Map<Lane, ConnectionPool> pools = new EnumMap<>(Lane.class);
    private final Map<String, InstrumentedPool<Boolean>> turns = new ConcurrentHashMap<>();
    private final DatabaseWatch watch;
    private final int connections;
    private final Duration hurried;

    /**
     * @param connections how many all lanes have together
     * @param hurried how long a request waits for its operation's turn, and then again for a connection
     * @param pool makes a lane's pool
     */
    Bulkheads(DatabaseWatch watch, int connections, Duration hurried, Function<Lane, ConnectionPool> pool) {
        this.watch = watch;
        this.connections = connections;
        this.hurried = hurried;
        for (Lane lane : Lane.values()) {
            pools.put(lane, pool.apply(lane));
        }
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.deferContextual(context -> watch.isAway() ? Mono.error(DatabaseAway::new) : connection(context));
    }

    private Mono<Connection> connection(ContextView context) {
        Lane lane = Lane.of(context);
        ConnectionPool pool = pool(lane);
        return context.hasKey(Operation.class)
                ? turns(lane, context.get(Operation.class))
                        .acquire(lane.patience(hurried))
                        .flatMap(turn -> inTurn(turn, pool))
                : pool.create();
    }

    private InstrumentedPool<Boolean> turns(Lane lane, Operation operation) {
        int most = Math.max(FEWEST, lane.share(connections) / OPERATIONS_A_LANE);
        return turns.computeIfAbsent(
                lane + " " + operation.name(),
                fresh -> PoolBuilder.from(Mono.just(true))
                        .sizeBetween(0, most)
                        .maxPendingAcquireUnbounded()
                        .buildPool());
    }

    private static Mono<Connection> inTurn(PooledRef<Boolean> turn, ConnectionPool pool) {
        return pool.create()
                .map(connection -> TurnConnection.of(connection, turn))
                .doOnError(failure -> TurnConnection.end(turn))
                .doOnCancel(() -> TurnConnection.end(turn));
    }

    /** Connections that are in use, and turns that are taken. */
    int inUse() {
        int connectionsInUse = pools.values().stream()
                .flatMap(pool -> pool.getMetrics().stream())
                .mapToInt(PoolMetrics::acquiredSize)
                .sum();
        int turnsTaken = turns.values().stream()
                .mapToInt(turn -> turn.metrics().acquiredSize())
                .sum();
        return Math.max(connectionsInUse, turnsTaken);
    }

    ConnectionPool pool(Lane lane) {
        return Objects.requireNonNull(pools.get(lane));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return pool(Lane.WORK).getMetadata();
    }
}
