package org.livelihood.income.split;

import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Party;

/** On whose contribution to which lot a part of a sale stands. */
public record TracedSaleKey(LotId lot, Party party) {}
