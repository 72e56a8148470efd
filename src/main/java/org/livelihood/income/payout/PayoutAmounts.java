package org.livelihood.income.payout;

import org.livelihood.platform.kernel.Money;

/**
 * What one payout is made of. Pure.
 *
 * @param gross what is paid out of earnings, netted
 * @param recoup kept back against an advance
 * @param clawback kept back for what was paid before and is not owed any more
 */
record PayoutAmounts(Money gross, Money recoup, Money clawback) {

    private static final int FIFTH = 2_000;

    PayoutAmounts {
        if (gross.isNegative() || recoup.isNegative() || clawback.isNegative()) {
            throw new IllegalArgumentException("Nothing of a payout is negative");
        }
    }

    /** What the bank pays. */
    Money net() {
        return gross.minus(recoup).minus(clawback);
    }

    /** What the payout settles in the ledger. */
    Money settled() {
        return gross.minus(clawback);
    }

    /**
     * @param gross the unpaid earnings of a party, netted
     * @param wanted what its payables keep back against advances
     * @param advance what is outstanding of its advances
     * @param owedBack what is open of its clawbacks
     */
    static PayoutAmounts of(Money gross, Money wanted, Money advance, Money owedBack) {
        Money recoup = Money.min(Money.min(wanted, Money.max(advance, Money.ZERO)), gross);
        Money most = gross.minus(recoup).basisPoints(FIFTH);
        return new PayoutAmounts(gross, recoup, Money.min(owedBack, most));
    }
}
