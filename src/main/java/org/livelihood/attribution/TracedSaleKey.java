package org.livelihood.attribution;

import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Party;

/** On whose contribution to which lot a part of a sale stands. */
record TracedSaleKey(LotId lot, Party party) {}
