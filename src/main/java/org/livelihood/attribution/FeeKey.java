package org.livelihood.attribution;

import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.Party;

/** Whose fixed fees under which agreement: what sales could not bear of them is carried forward. */
record FeeKey(AgreementId agreement, Party party) {}
