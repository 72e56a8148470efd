package org.livelihood.sale.cart;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/**
 * What tells the lines of a cart apart.
 *
 * @param session the room that it is bought in, null for the shelf: prices and limits differ
 */
public record CartKey(@Nullable SessionId session, SkuId sku) {}
