package org.livelihood.lot;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.agreement.AgreementReason;
import org.livelihood.agreement.OrderAssistanceTerms;
import org.livelihood.agreement.Terms;
import org.livelihood.agreement.WorkshopTerms;
import org.livelihood.kernel.Alloc;
import org.livelihood.kernel.IncomeCategory;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.Refusal;
import org.livelihood.lot.SealedLot.Payable;

/** What sealing a lot makes owed, by its agreement: wages, or the price of what was delivered. Pure. */
final class Payables {

    static final String PIECE_RATE = "PIECE_RATE";
    static final String TIME_RATE = "TIME_RATE";
    static final String PURCHASE = "PURCHASE";
    static final String GUARANTEE_TOP_UP = "GUARANTEE_TOP_UP";

    private Payables() {}

    /** @param recoup kept back from the payable's cash against an advance; its gross amount stays */
    record Due(Payable payable, Money recoup) {}

    /** Units of one party in one operation, corrections taken off. */
    record Worked(String operation, Party party, long units) {}

    static List<Due> of(Terms terms, LotId lot, List<Worked> worked, @Nullable Long marketPriceFen) {
        if (worked.stream().anyMatch(work -> work.units() < 0)) {
            throw new Refusal(LotReason.NEGATIVE_CONTRIBUTION, lot);
        }
        List<Due> dues = terms instanceof WorkshopTerms workshop
                ? wages(workshop, lot, worked)
                : purchases((OrderAssistanceTerms) terms, worked, marketPriceFen);
        return dues.stream().filter(due -> due.payable().amount().isPositive()).toList();
    }

    /** An operation's wages are its units at its rate, rounded down once, then split by the workers' units. */
    private static List<Due> wages(WorkshopTerms terms, LotId lot, List<Worked> worked) {
        Map<String, List<Worked>> byOperation =
                worked.stream().collect(Collectors.groupingBy(Worked::operation, TreeMap::new, Collectors.toList()));
        List<Due> dues = new ArrayList<>();
        byOperation.forEach((code, works) -> {
            WorkshopTerms.Operation operation = terms.operations().stream()
                    .filter(known -> known.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(AgreementReason.UNKNOWN_OPERATION, code));
            long units = works.stream().mapToLong(Worked::units).reduce(0, Math::addExact);
            Money total = new Money(BigInteger.valueOf(units)
                    .multiply(BigInteger.valueOf(operation.rateFen()))
                    .divide(BigInteger.valueOf(operation.perUnits()))
                    .longValueExact());
            String basis = operation.unit() == WorkshopTerms.Unit.PIECE ? PIECE_RATE : TIME_RATE;
            Money[] parts = Alloc.split(
                    total,
                    lot.value(),
                    works.stream()
                            .map(work -> new Alloc.Claim(work.party().id(), work.units()))
                            .toList());
            for (int i = 0; i < parts.length; i++) {
                Payable payable = new Payable(works.get(i).party(), basis, IncomeCategory.WAGE, parts[i]);
                dues.add(new Due(payable, Money.ZERO));
            }
        });
        return dues;
    }

    /** The market's price, and what the guarantee adds to it. */
    private static List<Due> purchases(OrderAssistanceTerms terms, List<Worked> worked, @Nullable Long marketPriceFen) {
        if (marketPriceFen == null) {
            throw Refusal.ofField(LotReason.MARKET_PRICE_MISSING, "marketPriceFen");
        }
        Money market = new Money(marketPriceFen);
        Money topUp = Money.max(Money.ZERO, new Money(terms.guaranteePriceFen()).minus(market));
        List<Due> dues = new ArrayList<>();
        for (Worked work : worked) {
            Money price = market.times(work.units());
            Money recoup = Money.min(price, new Money(terms.recoverableFenPerPiece()).times(work.units()));
            Money added = topUp.times(work.units());
            dues.add(new Due(new Payable(work.party(), PURCHASE, IncomeCategory.OPERATING, price), recoup));
            dues.add(new Due(new Payable(work.party(), GUARANTEE_TOP_UP, IncomeCategory.OPERATING, added), Money.ZERO));
        }
        return dues;
    }
}
