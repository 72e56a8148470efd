package org.livelihood.sale.live;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;

/**
 * An office that a person holds for a time: mayor, county or township head 领导干部.
 *
 * @param account her account
 * @param office the office, in words
 * @param regionCode of which region (12 digits)
 * @param from the first day
 * @param until the last day; null while it is open
 */
record Official(
        UUID id,
        AccountId account,
        String office,
        String regionCode,
        LocalDate from,
        @Nullable LocalDate until) {}
