package org.livelihood.sale.order;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;

/**
 * What goes back of a line: money and goods, each by itself.
 *
 * @param amount in fen, zero for goods alone; null for what was paid for the units that come back, or for all that is
 *     left where these are the last ones or none are named
 * @param quantity units that came back fit for sale; null for none, but for all that are left when the money of a line
 *     is refunded whole before it is packed
 * @param spoiled units that came back unfit for sale
 */
public record RefundRequest(
        @Nullable Money amount, @Nullable Long quantity, long spoiled) {}
