package org.livelihood.income.payout;

import java.util.UUID;
import org.livelihood.platform.kernel.Money;

/**
 * What a refund takes back of what was released.
 *
 * @param run the release that brought it
 * @param open what is neither netted against something unpaid nor asked back yet
 */
record RefundedIncome(UUID id, UUID run, Share share, Money open) {}
