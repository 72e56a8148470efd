package org.livelihood.platform.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;

/** Connections by lane, commands in flight, and whether the database answers. */
@Component
class DatabaseMeters implements MeterBinder {

    private final Bulkheads bulkheads;
    private final DatabaseWatch watch;
    private final TransactionGuard guard;

    DatabaseMeters(Bulkheads bulkheads, DatabaseWatch watch, TransactionGuard guard) {
        this.bulkheads = bulkheads;
        this.watch = watch;
        this.guard = guard;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("livelihood.database.away", () -> watch.isAway() ? 1 : 0)
                .description("1 while the database does not answer")
                .register(registry);
        Gauge.builder("livelihood.clock.ahead.millis", () -> watch.hostAhead().toMillis())
                .description("How far this machine's clock is before the database's")
                .register(registry);
        Gauge.builder("livelihood.commands.in.flight", guard, TransactionGuard::commandsInFlight)
                .description("Commands that have begun and not yet ended")
                .register(registry);
        for (Lane lane : Lane.values()) {
            pool(registry, lane, "acquired", PoolMetrics::acquiredSize);
            pool(registry, lane, "idle", PoolMetrics::idleSize);
            pool(registry, lane, "pending", PoolMetrics::pendingAcquireSize);
            pool(registry, lane, "max", PoolMetrics::getMaxAllocatedSize);
        }
    }

    private void pool(MeterRegistry registry, Lane lane, String state, ToIntFunction<PoolMetrics> size) {
        ConnectionPool pool = bulkheads.pool(lane);
        Gauge.builder(
                        "livelihood.database.connections",
                        () -> pool.getMetrics()
                                .map(metrics -> size.applyAsInt(metrics))
                                .orElse(0))
                .description("Connections of a lane, by what they do; pending are requests without one")
                .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                .tag("state", state)
                .register(registry);
    }
}
