package org.livelihood.account.trace;

import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;

/** Earned income of one nature and category. */
public record IncomeTotal(IncomeNature nature, IncomeCategory category, Money amountFen) {}
