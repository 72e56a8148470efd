package org.livelihood.income.attribution;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/**
 * What released lines bring a party, or what one line takes back.
 *
 * @param line which takes it back; null for what all the lines bring
 * @param amount negative where it is taken back
 */
public record AccruedSum(
        ProducerId producer,
        @Nullable OrderLineId line,
        Party party,
        String basis,
        IncomeCategory category,
        Money amount) {}
