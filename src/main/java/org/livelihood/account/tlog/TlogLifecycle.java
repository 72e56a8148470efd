package org.livelihood.account.tlog;

import java.time.Duration;
import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Appends to the log and signs what it has become; any number of nodes may do this. */
@Component
class TlogLifecycle extends RoundsLifecycle {

    TlogLifecycle(TransparencyLog log, @Value("${livelihood.tlog.every:30s}") Duration pause) {
        super("The transparency log", pause, () -> TransparencyLog.round(log).then());
    }
}
