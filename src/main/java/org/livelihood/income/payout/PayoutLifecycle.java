package org.livelihood.income.payout;

import java.time.Duration;
import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Releases what is due; any number of nodes may do this at the same time. */
@Component
class PayoutLifecycle extends RoundsLifecycle {

    PayoutLifecycle(Releases releases, @Value("${livelihood.payout.release-every:1h}") Duration pause) {
        super("The release of payouts", pause, () -> Releases.all(releases).then());
    }
}
