package org.livelihood.income.split;

import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Party;

/** Whose fixed fees under which agreement: what sales could not bear of them is carried forward. */
public record FeeKey(AgreementId agreement, Party party) {}
