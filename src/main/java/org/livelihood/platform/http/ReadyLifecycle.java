package org.livelihood.platform.http;

import java.util.Objects;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says where to look, when all who listen to the start are done. */
@Component
class ReadyLifecycle {

    private final OwnAddress address;

    ReadyLifecycle(OwnAddress address) {
        this.address = address;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void say(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            Objects.requireNonNull(System.out).println("Livelihood is ready: " + address.here() + "/");
        }
    }
}
