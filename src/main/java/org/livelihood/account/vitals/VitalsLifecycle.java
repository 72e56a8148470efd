package org.livelihood.account.vitals;

import java.time.Duration;
import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;

/** Reads four times a minute how the work goes on. */
@Component
class VitalsLifecycle extends RoundsLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(15);

    VitalsLifecycle(VitalsMeters meters) {
        super("Reading how the work goes on", PAUSE, meters::read);
    }
}
