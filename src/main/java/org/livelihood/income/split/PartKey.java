package org.livelihood.income.split;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * What a part of a sale is; amounts under equal keys add up over the revisions of a line.
 *
 * @param basis why: a {@link Basis} or the basis of the lot's payable
 * @param category income category, null for parts that are no one's income
 * @param nature whether the sale explains a payable or creates it; null together with the category
 * @param formula version of the formula that gave the amount
 * @param lot the lot it comes from, null for parts of the whole line
 * @param agreement the agreement that the lot was sealed under, null with the lot
 */
public record PartKey(
        Party party,
        String basis,
        @Nullable IncomeCategory category,
        @Nullable IncomeNature nature,
        String formula,
        @Nullable LotId lot,
        @Nullable AgreementId agreement,
        @Nullable Integer agreementVersion) {

    public boolean is(IncomeNature asked) {
        return nature == asked;
    }

    /** Whether it is the income of a household, or of a worker of none. */
    public boolean isOfPeople() {
        return party.kind() == Party.Kind.HOUSEHOLD || party.kind() == Party.Kind.WORKER;
    }

    /** What of some parts is the income of people. */
    public static Money ofPeople(Map<PartKey, Money> parts) {
        return Money.sum(parts.entrySet().stream()
                .filter(part -> part.getKey().isOfPeople())
                .map(Map.Entry::getValue)
                .toList());
    }
}
