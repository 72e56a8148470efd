package org.livelihood.payout;

import org.livelihood.attribution.Accruals;
import org.livelihood.kernel.IncomeCategory;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;

/** What a sold line gives a party on one basis. */
record Share(ProducerId producer, OrderLineId line, Party party, String basis, IncomeCategory category) {

    Accruals.Line soldLine() {
        return new Accruals.Line(producer, line);
    }
}
