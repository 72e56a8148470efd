package org.livelihood.income.payout;

import java.time.Instant;
import java.util.UUID;
import org.livelihood.platform.kernel.Money;

/**
 * What was taken back of a payment into a producer's risk reserve: a counter-entry, for a payment stays as it was made.
 *
 * @param paymentId the payment that it corrects
 * @param evidence number or digest of the document it stands on
 */
record ReserveWithdrawal(
        UUID id, UUID paymentId, Money amountFen, String reason, String evidence, Instant recordedAt) {}
