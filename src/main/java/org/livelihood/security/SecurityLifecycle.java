package org.livelihood.security;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** At start: a key to sign with, and a way to the first administrator. */
@Component
class SecurityLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KeyRing ring;
    private final FirstAdmin firstAdmin;
    private final Environment environment;

    SecurityLifecycle(KeyRing ring, FirstAdmin firstAdmin, Environment environment) {
        this.ring = ring;
        this.firstAdmin = firstAdmin;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        ring.ensureKey().block(PATIENCE);
        if (environment.acceptsProfiles(Profiles.of("demo | test"))) {
            return;
        }
        String token = firstAdmin.offer().block(PATIENCE);
        if (token != null) {
            System.out.println("No administrator yet. Make the first one with POST /api/v1/auth/setup and this token"
                    + " (works once): " + token);
        }
    }
}
