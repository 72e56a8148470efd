package org.livelihood.sale.shipping;

import org.livelihood.platform.kernel.Money;

/**
 * What is sent together under one template.
 *
 * @param amount what the goods cost, after discounts
 */
public record Parcel(long pieces, long grams, Money amount) {

    Parcel with(Parcel other) {
        return new Parcel(pieces + other.pieces, grams + other.grams, amount.plus(other.amount));
    }
}
