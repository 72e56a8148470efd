package org.livelihood.attribution;

import org.livelihood.agreement.OrderAssistanceTerms;
import org.livelihood.kernel.IncomeCategory;
import org.livelihood.kernel.Money;

/**
 * Order assistance 订单帮扶: the sale explains the purchase price, and gives back a part of its margin to those who
 * delivered. A margin is what is left after purchase, logistics, platform and host; without one there is no rebate.
 */
record OrderAssistanceShares(OrderAssistanceTerms terms) implements Shares {

    @Override
    public void split(Portion portion) {
        portion.trace();
        portion.logistics(terms.logisticsFen());
        portion.platformFee(terms.platformBasisPoints());
        portion.hostCommission(terms.hostBasisPoints());
        Money margin = Money.max(portion.left(), Money.ZERO);
        portion.accrue(Basis.REBATE, IncomeCategory.OPERATING, margin.basisPoints(terms.rebateBasisPoints()));
    }
}
