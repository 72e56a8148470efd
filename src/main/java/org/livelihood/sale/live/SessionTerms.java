package org.livelihood.sale.live;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;

/**
 * What attribution must know of a session.
 *
 * @param host the account that hosts
 * @param official whether the host is a mayor, county or township head: such a host earns no commission
 * @param wageEarner the household or worker to whom the host's wage for this session is owed, null when none is paid
 * @param wagePerson who earns it, null for sessions planned before persons were kept
 * @param wage the host's wage for the whole session, in fen
 * @param endedAt when it ended, null before
 */
public record SessionTerms(
        ProducerId producer,
        SessionId id,
        AccountId host,
        boolean official,
        @Nullable Party wageEarner,
        @Nullable UUID wagePerson,
        Money wage,
        @Nullable Instant endedAt) {}
