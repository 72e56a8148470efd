package org.livelihood.income.attribution;

import java.util.UUID;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * What sales explain of payables to a party.
 *
 * @param source the lot or the session that made them owed
 */
public record ExplainedPayable(UUID source, Party party, Money amount) {}
