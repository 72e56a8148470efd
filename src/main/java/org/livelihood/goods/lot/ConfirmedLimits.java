package org.livelihood.goods.lot;

import org.livelihood.platform.kernel.Money;

/** What an officer confirmed beyond the limits. */
record ConfirmedLimits(Money mostPay, long mostPiecesADay) {

    static final ConfirmedLimits NOTHING = new ConfirmedLimits(Money.ZERO, 0);
}
