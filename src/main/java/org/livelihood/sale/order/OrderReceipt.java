package org.livelihood.sale.order;

import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;

/**
 * Money that has arrived for one order.
 *
 * @param amount what arrived for it: must be its total
 */
public record OrderReceipt(ProducerId producer, OrderId order, Money amount) {}
