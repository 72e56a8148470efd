package org.livelihood.sale.order;

import org.livelihood.platform.kernel.Money;

/**
 * What became of a refund.
 *
 * @param returnedQuantity units that went back to stock with it
 */
public record RefundedLine(Money amount, long returnedQuantity) {}
