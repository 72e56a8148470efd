package org.livelihood.income.attribution;

import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Party;

/** Whose fixed fees under which agreement: what sales could not bear of them is carried forward. */
record FeeKey(AgreementId agreement, Party party) {}
