package org.livelihood.income.payout;

import org.livelihood.platform.kernel.Party;

record LeftOut(Party party, LeftOutReason why) {}
