package org.livelihood.goods.catalog;

import java.time.Duration;
import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;

@Component
class ShelfUpkeepLifecycle extends RoundsLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    ShelfUpkeepLifecycle(ShelfUpkeep upkeep) {
        super("Keeping the shelf", PAUSE, () -> upkeep.reshelve().then(upkeep.countSold()));
    }
}
