package org.livelihood.sale.bill;

import java.time.Instant;
import java.time.LocalDate;
import org.livelihood.platform.kernel.Money;

/**
 * A bill that was compared.
 *
 * @param lines how many transfers it has
 * @param fee what the provider took, rounded down to a fen
 * @param differences how many there are that no later bill has settled
 */
public record BillDay(
        String provider,
        LocalDate day,
        Instant fetchedAt,
        int lines,
        Money paid,
        Money refunded,
        Money fee,
        long differences) {}
