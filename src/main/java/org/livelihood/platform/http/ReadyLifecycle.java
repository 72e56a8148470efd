package org.livelihood.platform.http;

import java.util.Objects;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where to look, when all who listen to the start are done. */
@Component
class ReadyLifecycle {

    private final Environment environment;

    ReadyLifecycle(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void say(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            String port = environment.getProperty("local.server.port", "8080");
            Objects.requireNonNull(System.out).println("Livelihood is ready: http://localhost:" + port + "/");
        }
    }
}
