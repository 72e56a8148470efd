package org.livelihood.sale.cart;

import java.time.Duration;
import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;

/** Ends guests' carts that nobody has touched for their time. */
@Component
class CartLifecycle extends RoundsLifecycle {

    private static final Duration EVERY = Duration.ofHours(1);

    CartLifecycle(Carts carts) {
        super("Ending guests' carts", EVERY, () -> carts.forget().then());
    }
}
