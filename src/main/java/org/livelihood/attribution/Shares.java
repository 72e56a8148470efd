package org.livelihood.attribution;

import org.livelihood.agreement.OrderAssistanceTerms;
import org.livelihood.agreement.Terms;
import org.livelihood.agreement.WorkshopTerms;

/** How a linkage model splits what a portion of a sale brought: pure, one file a model. */
sealed interface Shares permits WorkshopShares, OrderAssistanceShares {

    /** Splits parts off the portion; what is left is the producer's. */
    void split(Portion portion);

    static Shares of(Terms terms) {
        if (terms instanceof WorkshopTerms workshop) {
            return new WorkshopShares(workshop);
        }
        if (terms instanceof OrderAssistanceTerms assistance) {
            return new OrderAssistanceShares(assistance);
        }
        throw new IllegalArgumentException("no shares for " + terms.formula());
    }
}
