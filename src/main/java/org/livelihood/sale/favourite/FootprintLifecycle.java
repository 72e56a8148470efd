package org.livelihood.sale.favourite;

import java.time.Duration;
import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;

/** Forgets footprints whose time is over. */
@Component
class FootprintLifecycle extends RoundsLifecycle {

    private static final Duration EVERY = Duration.ofHours(1);

    FootprintLifecycle(Favourites favourites) {
        super("Forgetting footprints", EVERY, () -> favourites.forget().then());
    }
}
