package org.livelihood.goods.linkage;

import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * What a party is owed.
 *
 * @param basis why, one of {@link Basis}
 * @param category what kind of income it is to a household
 * @param recoup kept back from its cash against an advance 预付; the gross amount stays income
 */
public record Due(Party party, String basis, IncomeCategory category, Money amount, Money recoup) {

    public Due(Party party, String basis, IncomeCategory category, Money amount) {
        this(party, basis, category, amount, Money.ZERO);
    }

    /** The same as another party's. */
    public Due of(Party other) {
        return new Due(other, basis, category, amount, recoup);
    }
}
