package org.livelihood.account.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/** What one household has of one sale, as far as it took effect in the time asked for. */
public record HouseholdSale(
        OrderLineId line,
        OrderId order,
        ProducerId producer,
        @Nullable SessionId session,
        SkuId sku,
        Money traceFen,
        Money accrualFen,
        Money tracedSalesFen,
        Instant paidAt) {}
