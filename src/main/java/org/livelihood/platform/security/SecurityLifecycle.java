package org.livelihood.platform.security;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.livelihood.platform.settings.DemoMode;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Before the first request: a key to sign with, and what was revoked. After the start: a way to the first
 * administrator.
 */
@Component
class SecurityLifecycle implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KeyRing ring;
    private final Revocations revocations;
    private final FirstAdmin firstAdmin;
    private final DemoMode demo;
    private volatile boolean running;

    SecurityLifecycle(KeyRing ring, Revocations revocations, FirstAdmin firstAdmin, DemoMode demo) {
        this.ring = ring;
        this.revocations = revocations;
        this.firstAdmin = firstAdmin;
        this.demo = demo;
    }

    /** Before the web server, which starts with the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** A new key when the one that signs is 90 days old. */
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    Mono<Void> renewed() {
        return ring.prepare().then(Mono.defer(ring::ensureKey));
    }

    @Override
    public void start() {
        renewed().block(PATIENCE);
        revocations.read().block(PATIENCE);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @EventListener(ApplicationReadyEvent.class)
    void offerFirstAdmin() {
        if (demo.on()) {
            return;
        }
        String token = firstAdmin.offer().block(PATIENCE);
        if (token != null) {
            System.out.println(
                    "No administrator yet. Make the first one with POST /api/v1/auth/setup, or signed in at an"
                            + " external issuer with POST /api/v1/auth/setup/claim, and this token (works once): "
                            + token);
        }
    }
}
