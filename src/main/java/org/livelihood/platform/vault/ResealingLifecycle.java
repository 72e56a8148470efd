package org.livelihood.platform.vault;

import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;

/** Looks for fields under a former key soon after the start, and from time to time: another node may still seal so. */
@Component
class ResealingLifecycle extends RoundsLifecycle {

    ResealingLifecycle(Resealing resealing, ResealingSettings settings) {
        super("Re-sealing personal data", settings.every(), resealing::round);
    }
}
