package org.livelihood.attribution;

import org.livelihood.agreement.WorkshopTerms;

/** Workshop 扶贫车间: the sale explains the wages that were owed when the lot was sealed; it creates none. */
record WorkshopShares(WorkshopTerms terms) implements Shares {

    @Override
    public void split(Portion portion) {
        portion.trace();
        portion.logistics(terms.logisticsFen());
        portion.platformFee(terms.platformBasisPoints());
    }
}
