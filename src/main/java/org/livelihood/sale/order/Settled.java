package org.livelihood.sale.order;

import java.util.Map;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * What became of money that arrived for an order.
 *
 * @param paid whether it paid the order; if not, it has to go back
 * @param shipping what of it is for sending
 * @param borne who bears how much of what was taken off its prices
 */
public record Settled(boolean paid, Money shipping, Map<Party, Money> borne) {

    public Settled {
        borne = Map.copyOf(borne);
    }
}
