package org.livelihood.goods.stock;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/**
 * A pool of units of a SKU.
 *
 * @param session whose it is, null for the general one
 */
public record StockPool(SkuId sku, @Nullable SessionId session) {}
