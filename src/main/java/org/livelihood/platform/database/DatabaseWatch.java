package org.livelihood.platform.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Whether the database is there, and what time it is there, asked on a connection of its own.
 *
 * <p>When it does not answer in time, every connection is closed: what waits on them fails now and not when the network
 * gives up, and nothing more is sent until the database answers again. Then all goes on over new connections.
 */
class DatabaseWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    /** A server that only follows another gives no answer: it takes no orders. */
    private static final String TIME_OF_THE_PRIMARY = """
            SELECT clock_timestamp() AS now WHERE NOT pg_is_in_recovery()""";

    private static final Duration MAY_BE_OFF = Duration.ofSeconds(5);
    private static final Duration MAY_BE_LATE = Duration.ofMillis(400);

    private final ConnectionFactory driver;
    private final Sockets sockets;
    private final DatabaseClock clock;
    private final Duration patience;
    private volatile boolean away;
    private volatile @Nullable Connection own;

    DatabaseWatch(ConnectionFactory driver, Sockets sockets, DatabaseClock clock, Duration patience) {
        this.driver = driver;
        this.sockets = sockets;
        this.clock = clock;
        this.patience = patience;
    }

    /** Whether the database did not answer when it was last asked. */
    boolean isAway() {
        return away;
    }

    /** How far this machine's clock is from the database's: positive when it is fast. */
    Duration hostAhead() {
        return clock.hostAhead();
    }

    /** Whether this machine's clock is so far from the database's that somebody should look at it. */
    boolean isClockOff() {
        return hostAhead().abs().compareTo(MAY_BE_OFF) > 0;
    }

    Mono<Void> ask() {
        long asked = System.nanoTime();
        return time().onErrorResume(broken -> forget().then(time()))
                .timeout(patience)
                .doOnNext(said -> answered(said, asked))
                .onErrorResume(failure -> unanswered(failure, asked))
                .then();
    }

    private Mono<Instant> time() {
        return Mono.defer(this::connection)
                .flatMapMany(connection ->
                        connection.createStatement(TIME_OF_THE_PRIMARY).execute())
                .flatMap(result -> result.map(row -> Rows.time(row, "now")))
                .last();
    }

    private Mono<Connection> connection() {
        Connection known = own;
        return known == null
                ? Flux.<Connection>from(driver.create()).last().doOnNext(made -> own = made)
                : Mono.just(known);
    }

    private void answered(Instant said, long asked) {
        clock.set(said, asked, System.nanoTime());
        if (away) {
            LOG.info("The database answers again");
            away = false;
        }
        if (isClockOff()) {
            LOG.warn(
                    "This machine's clock is {} s off the database's: the node is not ready until it is set right",
                    hostAhead().toSeconds());
        }
    }

    /** A program that was itself stopped for a while learns nothing from an answer that it did not wait for. */
    private Mono<Instant> unanswered(Throwable failure, long asked) {
        if (System.nanoTime() - asked > patience.plus(MAY_BE_LATE).toNanos()) {
            return Mono.empty();
        }
        if (!away) {
            LOG.warn("The database does not answer: {}", failure.toString());
        }
        away = true;
        sockets.closeAll();
        return forget();
    }

    private <T> Mono<T> forget() {
        return Mono.fromRunnable(() -> own = null);
    }
}
