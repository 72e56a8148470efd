package org.livelihood.demo;

import java.time.Duration;
import java.util.UUID;
import org.livelihood.platform.database.DatabaseSettings;
import org.livelihood.platform.kernel.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Enters the demo data at the first start of an empty database, and says where to look. Nothing that goes wrong here
 * stops the program: what is missing is said, and taken up at the next start.
 */
@Component
@Profile("demo")
class DemoLifecycle {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OVER = "over";
    private static final Logger LOG = LoggerFactory.getLogger(DemoLifecycle.class);

    private final DemoRegistry registry;
    private final DemoSales sales;
    private final DemoSteps steps;
    private final DatabaseSettings database;

    DemoLifecycle(DemoRegistry registry, DemoSales sales, DemoSteps steps, DatabaseSettings database) {
        this.registry = registry;
        this.sales = sales;
        this.steps = steps;
        this.database = database;
    }

    /** When all else runs: sales need those who send notices, capture and attribute. */
    @EventListener
    @Order(0)
    void fill(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() != ReadinessState.ACCEPTING_TRAFFIC) {
            return;
        }
        UUID there = steps.find(OVER)
                .switchIfEmpty(Mono.defer(this::entered))
                .onErrorResume(this::left)
                .block(PATIENCE);
        if (there != null) {
            System.out.println("Demo accounts: shopper, workshop (sock workshop's owner and host), auditor,"
                    + " officer-workshop, admin; password " + DemoRegistry.PASSWORD);
            System.out.println("Data stays over restarts; to begin anew, stop and delete " + database.directory());
        }
    }

    /** Empty where the database is not the demo's. */
    private Mono<UUID> entered() {
        return registry.fill()
                .flatMap(admin -> sales.sell().then(steps.once(OVER, () -> Mono.just(new AccountId(admin)))));
    }

    private Mono<UUID> left(Throwable reason) {
        LOG.error("The demo data was not entered to its end; the next start goes on with it", reason);
        return Mono.empty();
    }
}
