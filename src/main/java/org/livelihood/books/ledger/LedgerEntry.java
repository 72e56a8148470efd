package org.livelihood.books.ledger;

import java.time.Instant;
import org.livelihood.platform.kernel.JournalId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * One posting as an account shows it.
 *
 * @param amount positive for a debit, negative for a credit
 */
public record LedgerEntry(
        ProducerId producer,
        JournalId journal,
        int seq,
        String businessKey,
        Money amount,
        Instant effectiveAt,
        Instant recordedAt) {}
