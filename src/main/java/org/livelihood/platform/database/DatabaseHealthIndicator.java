package org.livelihood.platform.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whether this node can serve: the database has answered within the last moments, and the machine's clock is right. It
 * answers at once and takes no connection.
 */
@Component
class DatabaseHealthIndicator implements ReactiveHealthIndicator {

    private final DatabaseWatch watch;

    DatabaseHealthIndicator(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(() -> {
            Health.Builder health = watch.isAway() || watch.isClockOff() ? Health.down() : Health.up();
            return health.withDetail("database", watch.isAway() ? "does not answer" : "answers")
                    .withDetail("clockAheadMillis", watch.hostAhead().toMillis())
                    .build();
        });
    }
}
