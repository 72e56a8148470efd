package org.livelihood.demo;

import java.time.Duration;
import org.livelihood.kernel.Refusal;
import org.livelihood.security.Accounts;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Enters the demo data at the first start, and says where to look. */
@Component
@Profile("demo")
class DemoLifecycle {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Accounts accounts;
    private final DemoRegistry registry;
    private final DemoSales sales;
    private final Environment environment;

    DemoLifecycle(Accounts accounts, DemoRegistry registry, DemoSales sales, Environment environment) {
        this.accounts = accounts;
        this.registry = registry;
        this.sales = sales;
        this.environment = environment;
    }

    /** When all else runs: sales need those who send notices, capture and attribute. */
    @EventListener
    void fill(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() != ReadinessState.ACCEPTING_TRAFFIC) {
            return;
        }
        accounts.findByLogin("auditor")
                .then()
                .onErrorResume(Refusal.class, nobody -> registry.fill())
                .then(Mono.defer(sales::sell))
                .block(PATIENCE);
        String port = environment.getProperty("local.server.port", "8080");
        System.out.println("Livelihood is ready: http://localhost:" + port + "/swagger-ui.html");
        System.out.println(
                "Demo accounts: shopper, workshop (sock workshop's owner and host), auditor, officer-workshop, admin;"
                        + " password " + DemoRegistry.PASSWORD);
    }
}
