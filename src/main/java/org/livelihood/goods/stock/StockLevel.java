package org.livelihood.goods.stock;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/**
 * How one pool stands, in units of its SKU.
 *
 * @param session whose pool it is, null for the SKU's general one
 * @param available what can still be bought
 * @param reserved what orders hold that wait for payment
 * @param sold what has been paid and not come back
 */
public record StockLevel(
        ProducerId producer,
        SkuId sku,
        @Nullable SessionId session,
        long available,
        long reserved,
        long sold,
        boolean closed) {}
