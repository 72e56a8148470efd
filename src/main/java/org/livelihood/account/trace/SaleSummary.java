package org.livelihood.account.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/**
 * A sale with what households have of it.
 *
 * @param traceFen payables of households that the sale explains
 * @param accrualFen payables of households that the sale created
 * @param tracedSalesFen the part of the net amount that stands on households' contributions: never added to the others
 * @param households how many households have a part
 */
public record SaleSummary(
        OrderLineId line,
        OrderId order,
        ProducerId producer,
        @Nullable SessionId session,
        SkuId sku,
        Money netFen,
        Money traceFen,
        Money accrualFen,
        Money tracedSalesFen,
        int households,
        Instant paidAt) {}
