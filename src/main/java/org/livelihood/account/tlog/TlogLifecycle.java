package org.livelihood.account.tlog;

import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;

/** Appends to the log and signs what it has become; any number of nodes may do this. */
@Component
class TlogLifecycle extends RoundsLifecycle {

    TlogLifecycle(TransparencyLog log, LogSettings settings) {
        super(
                "The transparency log",
                settings.every(),
                () -> TransparencyLog.round(log).then());
    }
}
