package org.livelihood.income.payout;

import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;

/** Releases what is due; any number of nodes may do this at the same time. */
@Component
class PayoutLifecycle extends RoundsLifecycle {

    PayoutLifecycle(Releases releases, PayoutSettings settings) {
        super(
                "The release of payouts",
                settings.releaseEvery(),
                () -> Releases.all(releases).then());
    }
}
