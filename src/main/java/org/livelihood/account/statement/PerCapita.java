package org.livelihood.account.statement;

import org.livelihood.platform.kernel.Money;

/**
 * What each member has of a sum, rounded down to the fen, and what is left: {@code amount x members + remainder} is the
 * sum, and the remainder is never negative and less than the members.
 */
record PerCapita(Money amountFen, Money remainderFen) {

    static PerCapita of(Money net, long members) {
        return new PerCapita(
                new Money(Math.floorDiv(net.fen(), members)), new Money(Math.floorMod(net.fen(), members)));
    }
}
