package org.livelihood.income.payout;

import org.livelihood.income.attribution.ProducerLine;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/** What a sold line gives a party on one basis. */
record Share(ProducerId producer, OrderLineId line, Party party, String basis, IncomeCategory category) {

    ProducerLine soldLine() {
        return new ProducerLine(producer, line);
    }
}
