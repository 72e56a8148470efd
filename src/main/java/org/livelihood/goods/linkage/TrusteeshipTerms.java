package org.livelihood.goods.linkage;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * Production trusteeship 生产托管: a trustee grows and sells for the households; theirs is what is left of each sale after
 * its costs and the trustee's fee.
 *
 * @param inputCostFen seed, feed and other means in one unit of a lot, in fen
 * @param feeBasisPoints the trustee's part of a household's gross proceeds, in 1/10,000, rounded down
 * @param seasonFeeFen instead of a part, a fixed fee for a season's lot: spread over its units, never above the gross
 *     proceeds, and what a sale could not bear is carried forward to later ones
 * @param logisticsFen delivery cost of one sold unit, in fen
 * @param platformBasisPoints the platform's part of a line's amount, in 1/10,000, rounded down
 * @param hostBasisPoints the host's commission on a line's amount, in 1/10,000, rounded down
 */
public record TrusteeshipTerms(
        @Min(0) @Max(100_000_000) long inputCostFen,
        @Min(0) @Max(10_000) int feeBasisPoints,
        @Min(0) @Max(1_000_000_000_000L) long seasonFeeFen,
        @Min(0) @Max(100_000_000) long logisticsFen,
        @Min(0) @Max(10_000) int platformBasisPoints,
        @Min(0) @Max(10_000) int hostBasisPoints)
        implements Terms {

    @AssertTrue
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
    public boolean isOneFee() {
        return feeBasisPoints == 0 || seasonFeeFen == 0;
    }

    @Override
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String formula() {
        return "trusteeship/1";
    }

    @Override
    public Optional<Work.Unit> unitOf(Work.Kind kind, String operation) {
        return kind == Work.Kind.DELIVERY ? Optional.of(Work.Unit.GRAM) : Optional.empty();
    }

    /** Nothing: each sale creates what is owed. */
    @Override
    public List<Due> due(Sealing lot) {
        return List.of();
    }

    @Override
    public void split(Allocation sale) {
        sale.trace();
        sale.logistics(logisticsFen);
        sale.platformFee(platformBasisPoints);
        sale.hostCommission(hostBasisPoints);
        sale.traceGuarantees();
        Money inputs = new Money(inputCostFen).times(sale.units());
        sale.producer(Basis.INPUT_COST, Money.min(inputs, Money.max(sale.left(), Money.ZERO)));
        Money gross = Money.max(sale.left(), Money.ZERO);
        Map<Party, Money> fees = sale.byContribution(sale.carriedBy(new Money(seasonFeeFen)));
        sale.byContribution(gross).forEach((party, part) -> {
            Money fee = seasonFeeFen == 0
                    ? part.basisPoints(feeBasisPoints)
                    : fixed(sale, party, part, fees.getOrDefault(party, Money.ZERO));
            sale.producer(Basis.TRUSTEE_FEE, fee);
            sale.accrue(party, Basis.PROCEEDS, IncomeCategory.OPERATING, part.minus(fee));
        });
    }

    private static Money fixed(Allocation sale, Party party, Money gross, Money ofThisSale) {
        Money asked = ofThisSale.plus(sale.uncharged(party));
        Money charged = Money.max(Money.ZERO, Money.min(asked, gross));
        sale.leaveUncharged(party, ofThisSale.minus(charged));
        return charged;
    }

    @Override
    public boolean carriesFees() {
        return seasonFeeFen > 0;
    }

    @Override
    public boolean accrues() {
        return true;
    }
}
