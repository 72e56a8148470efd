package org.livelihood.goods.linkage;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * Park-driven 园区带动: rent of land, wages, and a linkage fund 联农带农资金 for households without labour.
 *
 * @param rentFen rent in one unit of a lot, in fen, by area of land
 * @param wageFen wages in one unit of a lot, in fen, by minutes of labour
 * @param fundBasisPoints of a line's amount into the fund, in 1/10,000, rounded down
 * @param beneficiaries who is paid from the fund, by persons
 * @param logisticsFen delivery cost of one sold unit, in fen
 * @param platformBasisPoints the platform's part of a line's amount, in 1/10,000, rounded down
 * @param hostBasisPoints the host's commission on a line's amount, in 1/10,000, rounded down
 */
public record ParkDrivenTerms(
        @Min(0) @Max(100_000_000) long rentFen,
        @Min(0) @Max(100_000_000) long wageFen,
        @Min(0) @Max(10_000) int fundBasisPoints,
        @Size(max = 5_000) List<@Valid @NotNull Beneficiary> beneficiaries,
        @Min(0) @Max(100_000_000) long logisticsFen,
        @Min(0) @Max(10_000) int platformBasisPoints,
        @Min(0) @Max(10_000) int hostBasisPoints)
        implements Terms {

    public ParkDrivenTerms {
        beneficiaries = beneficiaries == null ? List.of() : List.copyOf(beneficiaries);
    }

    /**
     * @param household a household without labour
     * @param persons its weight in the fund
     */
    public record Beneficiary(
            @NotNull HouseholdId household, @Min(1) @Max(50) long persons) {}

    @AssertTrue
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
    public boolean isEachNamedOnce() {
        return beneficiaries.stream().map(Beneficiary::household).distinct().count() == beneficiaries.size();
    }

    @Override
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String formula() {
        return "park-driven/1";
    }

    @Override
    public Optional<Work.Unit> unitOf(Work.Kind kind, String operation) {
        return switch (kind) {
            case LAND -> Optional.of(Work.Unit.MILLI_MU);
            case LABOUR -> Optional.of(Work.Unit.MINUTE);
            case DELIVERY, SHARE -> Optional.empty();
        };
    }

    @Override
    public List<Due> due(Sealing lot) {
        List<Due> dues = new ArrayList<>(lot.share(
                new Money(rentFen).times(lot.units()), lot.of(Work.Kind.LAND), Basis.RENT, IncomeCategory.PROPERTY));
        dues.addAll(lot.share(
                new Money(wageFen).times(lot.units()), lot.of(Work.Kind.LABOUR), Basis.TIME_RATE, IncomeCategory.WAGE));
        return dues;
    }

    /** The sale pays into the fund, and explains rent and wages. */
    @Override
    public void split(Allocation sale) {
        Map<Party, Long> persons = new LinkedHashMap<>();
        beneficiaries.forEach(one -> persons.merge(Party.of(one.household()), one.persons(), Math::addExact));
        sale.byWeight(sale.net().basisPoints(fundBasisPoints), persons)
                .forEach((party, part) -> sale.accrue(party, Basis.FUND, IncomeCategory.TRANSFER, part));
        sale.trace();
        sale.logistics(logisticsFen);
        sale.platformFee(platformBasisPoints);
        sale.hostCommission(hostBasisPoints);
        sale.traceGuarantees();
    }

    @Override
    public boolean accrues() {
        return fundBasisPoints > 0 && !beneficiaries.isEmpty();
    }

    @Override
    public Set<Party> named() {
        return beneficiaries.stream().map(one -> Party.of(one.household())).collect(Collectors.toSet());
    }
}
