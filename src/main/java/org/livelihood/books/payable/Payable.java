package org.livelihood.books.payable;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * What one party is owed.
 *
 * @param party a household, or a person of none
 * @param basis why: {@code PIECE_RATE}, {@code PATRONAGE}
 * @param nature TRACE where sales explain it afterwards, ACCRUAL where none has to
 * @param amount positive
 * @param recoup of the amount, kept back from its cash against an advance; the income stays whole
 * @param under the version of the agreement that says so; null where none does
 */
public record Payable(
        Party party,
        String basis,
        IncomeCategory category,
        IncomeNature nature,
        Money amount,
        Money recoup,
        @Nullable Under under) {

    /** A version of an agreement. */
    public record Under(AgreementId agreement, int version) {}

    public Payable {
        if (party.kind() != Party.Kind.HOUSEHOLD && party.kind() != Party.Kind.WORKER) {
            throw new IllegalArgumentException("Only households and workers have payables, not " + party.kind());
        }
        if (!amount.isPositive() || recoup.isNegative() || recoup.compareTo(amount) > 0) {
            throw new IllegalArgumentException("A payable of " + amount + " with a recoup of " + recoup);
        }
    }
}
