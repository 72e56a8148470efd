package org.livelihood.sale.order;

import org.livelihood.platform.kernel.OrderId;
import org.springframework.stereotype.Component;

/** Whose orders are whose: whoever names an order by its id alone has its producer looked up here. */
@Component
class OrderProducers extends ProducerLookup<OrderId> {

    OrderProducers(OrderStore store) {
        super(store::producers);
    }
}
