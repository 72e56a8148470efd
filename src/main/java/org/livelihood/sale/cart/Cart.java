package org.livelihood.sale.cart;

import java.util.List;
import org.livelihood.platform.kernel.Money;

/** A cart at the prices of now, the line that was put in last first. */
public record Cart(List<CartLine> lines) {

    static final Cart EMPTY = new Cart(List.of());

    public Cart {
        lines = List.copyOf(lines);
    }

    /** What can be bought of it now, at the prices of now, before shipping. */
    public Money total() {
        return Money.sum(
                lines.stream().filter(CartLine::buyable).map(CartLine::total).toList());
    }
}
