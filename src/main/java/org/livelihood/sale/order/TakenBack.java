package org.livelihood.sale.order;

import java.util.Map;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * What went back of an order with a line of it.
 *
 * @param line money and goods of the line
 * @param undone discounts of the line that nobody bears any more, by who bore them
 * @param shipping what goes back of the price of sending, where nothing of the order was sent and nothing is left of it
 */
public record TakenBack(RefundedLine line, Map<Party, Money> undone, Money shipping) {

    public TakenBack {
        undone = Map.copyOf(undone);
    }
}
