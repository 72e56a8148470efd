package org.livelihood.platform.database;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Asks the database four times a second whether it is there. */
@Component
class DatabaseWatchLifecycle extends RoundsLifecycle {

    private static final Duration PAUSE = Duration.ofMillis(250);

    DatabaseWatchLifecycle(DatabaseWatch watch) {
        super("Asking the database", PAUSE, watch::ask);
    }
}
