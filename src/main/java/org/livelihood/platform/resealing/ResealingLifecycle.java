package org.livelihood.platform.resealing;

import java.time.Duration;
import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Looks for fields under a former key soon after the start, and from time to time: another node may still seal so. */
@Component
class ResealingLifecycle extends RoundsLifecycle {

    ResealingLifecycle(Resealing resealing, @Value("${livelihood.resealing.every:60s}") Duration pause) {
        super("Re-sealing personal data", pause, resealing::round);
    }
}
