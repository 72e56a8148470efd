package org.livelihood.account.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;

/**
 * Somebody saw personal data of a household.
 *
 * @param subject the member, the income report or the payout whose data it was
 * @param account who saw it
 * @param reason why, in her words; null for a bank file, whose reason is the payout
 */
record Unmasking(
        UUID id,
        Kind kind,
        HouseholdId household,
        UUID subject,
        AccountId account,
        @Nullable String reason,
        Instant at) {

    enum Kind {
        /** A member's name, number, phone. */
        MEMBER,
        /** The document of a self-report. */
        DOCUMENT,
        /** Name and account number, in a file for the bank. */
        BANK_FILE
    }
}
