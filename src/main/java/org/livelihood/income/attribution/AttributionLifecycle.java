package org.livelihood.income.attribution;

import java.time.Duration;
import org.livelihood.platform.database.Rounds;
import org.livelihood.platform.database.RoundsLifecycle;
import org.livelihood.sale.order.SaleLane;
import org.livelihood.sale.order.SaleOutbox;
import org.springframework.stereotype.Component;

/**
 * Attributes as long as the program runs: sales at every hint of this node and every half second, in two lanes side by
 * side, and the wages of hosts. Any number of nodes may do this at the same time.
 */
@Component
class AttributionLifecycle extends RoundsLifecycle {

    private static final int LANES = 2;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SETTLE = Duration.ofSeconds(5);

    AttributionLifecycle(OutboxDrain drain, SaleOutbox outbox) {
        super(
                lane(0, drain, outbox),
                lane(1, drain, outbox),
                new Rounds("Posting the wages of hosts", SETTLE, drain::settle));
    }

    private static Rounds lane(int number, OutboxDrain drain, SaleOutbox outbox) {
        SaleLane lane = new SaleLane(number, LANES);
        return new Rounds("Attribution", POLL, outbox.arrivals(), () -> drain.drain(lane));
    }
}
