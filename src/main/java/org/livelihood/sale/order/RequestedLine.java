package org.livelihood.sale.order;

import org.livelihood.platform.kernel.SkuId;

/**
 * What a buyer wants.
 *
 * @param quantity units, 1 to 999
 */
public record RequestedLine(SkuId sku, long quantity) {}
