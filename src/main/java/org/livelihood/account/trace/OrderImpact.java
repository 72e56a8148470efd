package org.livelihood.account.trace;

import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;

/**
 * What an order did, for its buyer: no ids, no names.
 *
 * @param attributed whether all of its lines are attributed yet; amounts are zero before
 * @param households how many households have a part
 * @param totalFen what reached them
 * @param traceFen of it, wages and purchases that were owed before and that this order pays for
 * @param accrualFen of it, what the order itself created
 */
public record OrderImpact(
        OrderId order, boolean attributed, int households, Money totalFen, Money traceFen, Money accrualFen) {}
