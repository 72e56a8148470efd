package org.livelihood.income.payout;

import org.livelihood.income.attribution.Accruals;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/** What a sold line gives a party on one basis. */
record Share(ProducerId producer, OrderLineId line, Party party, String basis, IncomeCategory category) {

    Accruals.Line soldLine() {
        return new Accruals.Line(producer, line);
    }
}
