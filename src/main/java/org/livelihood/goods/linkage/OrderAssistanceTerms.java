package org.livelihood.goods.linkage;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;

/**
 * Order assistance 订单帮扶: the producer buys at no less than a guaranteed price and gives back a part of the margin.
 *
 * @param guaranteePriceFen guaranteed price 保底价 of one delivered unit (piece or gram lot), in fen
 * @param rebateBasisPoints part of a sale's margin returned to the suppliers 二次返利, in 1/10,000, rounded down
 * @param logisticsFen delivery cost of one sold unit, in fen
 * @param platformBasisPoints the platform's part of a line's amount, in 1/10,000, rounded down
 * @param hostBasisPoints the host's commission on a line's amount, in 1/10,000, rounded down; an official earns none
 * @param recoverableFenPerPiece kept back from each delivered unit's cash against assets given as RECOVERABLE, in fen
 */
public record OrderAssistanceTerms(
        @Min(0) @Max(100_000_000) long guaranteePriceFen,
        @Min(0) @Max(10_000) int rebateBasisPoints,
        @Min(0) @Max(100_000_000) long logisticsFen,
        @Min(0) @Max(10_000) int platformBasisPoints,
        @Min(0) @Max(10_000) int hostBasisPoints,
        @Min(0) @Max(100_000_000) long recoverableFenPerPiece)
        implements Terms {

    @Override
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String formula() {
        return "order-assistance/1";
    }

    @Override
    public Optional<Work.Unit> unitOf(Work.Kind kind, String operation) {
        return kind == Work.Kind.DELIVERY ? Optional.of(Work.Unit.PIECE) : Optional.empty();
    }

    /** The market's price, and what the guarantee adds to it. */
    @Override
    public List<Due> due(Sealing lot) {
        Money market = new Money(lot.requireMarketPrice());
        Money topUp = Money.max(Money.ZERO, new Money(guaranteePriceFen).minus(market));
        List<Due> dues = new ArrayList<>();
        for (Work work : lot.works()) {
            Money price = market.times(work.units());
            Money recoup = Money.min(price, new Money(recoverableFenPerPiece).times(work.units()));
            Money added = topUp.times(work.units());
            dues.add(new Due(work.party(), Basis.PURCHASE, IncomeCategory.OPERATING, price, recoup));
            dues.add(new Due(work.party(), Basis.GUARANTEE_TOP_UP, IncomeCategory.OPERATING, added));
        }
        return dues;
    }

    /**
     * The sale explains the purchase price, and gives back a part of its margin to those who delivered. A margin is
     * what is left after purchase, logistics, platform and host; without one there is no rebate.
     */
    @Override
    public void split(Allocation sale) {
        sale.trace();
        sale.logistics(logisticsFen);
        sale.platformFee(platformBasisPoints);
        sale.hostCommission(hostBasisPoints);
        sale.traceGuarantees();
        Money margin = Money.max(sale.left(), Money.ZERO);
        sale.byContribution(margin.basisPoints(rebateBasisPoints))
                .forEach((party, rebate) -> sale.accrue(party, Basis.REBATE, IncomeCategory.OPERATING, rebate));
    }

    @Override
    public boolean accrues() {
        return rebateBasisPoints > 0;
    }
}
