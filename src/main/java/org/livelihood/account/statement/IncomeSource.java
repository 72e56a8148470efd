package org.livelihood.account.statement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/**
 * What a payout was paid for.
 *
 * @param kind {@code SALE_LINE}, or the kind of a payable's source
 * @param id the sale line, the lot, the session, the period or the dividend
 * @param seq which of the source's payables, 0 for a sale line
 * @param amountFen of the line as far as it was released then
 */
record IncomeSource(
        String kind,
        UUID id,
        long seq,
        String basis,
        Money amountFen,
        @Nullable OrderId order,
        @Nullable SessionId session,
        @Nullable SkuId sku,
        @Nullable UUID agreement,
        @Nullable Integer agreementVersion,
        Instant at) {}
