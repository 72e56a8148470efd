package org.livelihood.income.payout;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;

/**
 * A share that the bank has not paid.
 *
 * @param item the payout that it stands in, null where it stands in none
 */
record Unpaid(Share share, @Nullable UUID item, Money amount) {}
