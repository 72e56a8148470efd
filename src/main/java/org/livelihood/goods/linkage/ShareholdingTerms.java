package org.livelihood.goods.linkage;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * Shareholding 股份合作: households hold quantified shares 量化股份 and are paid dividends of a period, with or without labour.
 * A sale creates nothing by itself.
 *
 * <p>Law of the PRC on Farmers' Specialized Cooperatives 农民专业合作社法, art. 44: at least 60 % of the distributable surplus
 * goes back by trade volume 交易量. The least is a floor, so the part is rounded up.
 *
 * @param reserveBasisPoints of the surplus, kept back first 盈余公积金, in 1/10,000, rounded down
 * @param patronageBasisPoints of what is distributable, by trade volume, in 1/10,000, rounded up; the rest by shares
 * @param guaranteeBasisPoints of a household's quantified shares, the least it is paid by shares in a period 保底分红
 * @param purchaseFenPerJin price of a delivered jin 斤 (500 grams) in fen, null where deliveries are paid by dividend
 *     alone
 * @param logisticsFen delivery cost of one sold unit, in fen
 * @param platformBasisPoints the platform's part of a line's amount, in 1/10,000, rounded down
 * @param hostBasisPoints the host's commission on a line's amount, in 1/10,000, rounded down
 */
public record ShareholdingTerms(
        @Min(0) @Max(10_000) int reserveBasisPoints,
        @Min(6_000) @Max(10_000) int patronageBasisPoints,
        @Min(0) @Max(10_000) int guaranteeBasisPoints,
        @NotEmpty @Size(max = 5_000) List<@Valid @NotNull Share> shares,
        @Nullable @Min(0) @Max(100_000_000) Long purchaseFenPerJin,
        @Min(0) @Max(100_000_000) long logisticsFen,
        @Min(0) @Max(10_000) int platformBasisPoints,
        @Min(0) @Max(10_000) int hostBasisPoints)
        implements Terms {

    private static final long GRAMS_PER_JIN = 500;

    public ShareholdingTerms {
        shares = shares == null ? List.of() : List.copyOf(shares);
    }

    /**
     * @param household who holds the share
     * @param quantifiedFen value of the assets that the share stands for, in fen
     */
    public record Share(
            @NotNull HouseholdId household,
            @Positive @Max(1_000_000_000_000L) long quantifiedFen) {}

    @AssertTrue
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
    public boolean isEachNamedOnce() {
        return shares.stream().map(Share::household).distinct().count() == shares.size();
    }

    @Override
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String formula() {
        return "shareholding/1";
    }

    @Override
    public Optional<Work.Unit> unitOf(Work.Kind kind, String operation) {
        return switch (kind) {
            case DELIVERY -> Optional.of(Work.Unit.GRAM);
            case SHARE -> Optional.of(Work.Unit.MILLI_SHARE);
            case LABOUR, LAND -> Optional.empty();
        };
    }

    @Override
    public List<Due> due(Sealing lot) {
        if (purchaseFenPerJin == null) {
            return List.of();
        }
        return lot.of(Work.Kind.DELIVERY).stream()
                .map(work -> new Due(
                        work.party(),
                        Basis.PURCHASE,
                        IncomeCategory.OPERATING,
                        Sealing.pay(work.units(), purchaseFenPerJin, GRAMS_PER_JIN)))
                .toList();
    }

    /** What is left is the margin that the period's surplus is made of. */
    @Override
    public void split(Allocation sale) {
        sale.trace();
        sale.logistics(logisticsFen);
        sale.platformFee(platformBasisPoints);
        sale.hostCommission(hostBasisPoints);
        sale.traceGuarantees();
    }

    @Override
    public Set<Party> named() {
        return shares.stream().map(share -> Party.of(share.household())).collect(Collectors.toSet());
    }

    /**
     * By trade volume, by shares, and what the guarantee adds to the part by shares.
     *
     * <p>Shares are paid of what is left after the part by trade volume. Where nobody delivered, nothing can go back by
     * trade volume, so nothing is paid by shares either: the surplus is kept, and the guarantee alone is paid.
     */
    @Override
    public Optional<List<Due>> dividends(UUID period, Money surplus, List<Work> delivered) {
        Money profit = Money.max(surplus, Money.ZERO);
        Money distributable = profit.minus(profit.basisPoints(reserveBasisPoints));
        Money patronage = distributable.basisPointsAtLeast(patronageBasisPoints);
        List<Due> dues =
                new ArrayList<>(Sealing.share(period, patronage, delivered, Basis.PATRONAGE, IncomeCategory.PROPERTY));
        Money left = dues.isEmpty() ? Money.ZERO : distributable.minus(patronage);
        List<Due> capital = Sealing.share(period, left, held(), Basis.CAPITAL, IncomeCategory.PROPERTY);
        dues.addAll(capital);
        for (int i = 0; i < capital.size(); i++) {
            Money guaranteed = new Money(shares.get(i).quantifiedFen()).basisPoints(guaranteeBasisPoints);
            Money lacking =
                    Money.max(Money.ZERO, guaranteed.minus(capital.get(i).amount()));
            dues.add(new Due(capital.get(i).party(), Basis.GUARANTEE, IncomeCategory.PROPERTY, lacking));
        }
        return Optional.of(
                dues.stream().filter(due -> due.amount().isPositive()).toList());
    }

    private List<Work> held() {
        return shares.stream()
                .map(share -> new Work(Party.of(share.household()), Work.Kind.SHARE, "share", share.quantifiedFen()))
                .toList();
    }
}
