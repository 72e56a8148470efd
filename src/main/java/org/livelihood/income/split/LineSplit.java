package org.livelihood.income.split;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.LargestRemainders;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * Where the net amount of a line goes, as a whole: pure, so that it can be computed anew at any time.
 *
 * <p>A line over several lots is split as so many sales: its net amount goes to the lots by units. The host's wage lies
 * over the whole line and lessens the producer's rest alone: a rebate once given does not fall by it.
 *
 * @param parts sum to the net amount exactly
 * @param tracedSales by lot and party; sum to the net amount where somebody contributed
 * @param uncharged how much more of fixed fees the line leaves to later sales; less where it bears earlier ones
 */
public record LineSplit(
        Map<PartKey, Money> parts, Map<TracedSaleKey, Money> tracedSales, Map<FeeKey, Money> uncharged) {

    /**
     * The rules that new lines are split by. Under the first, sales showed households what was owed for the goods even
     * where it was more than they brought; lines of then keep to it.
     */
    public static final int FORMULA = 2;

    /** @throws IllegalStateException if a lot is not among the given ones */
    public static LineSplit of(LineInputs inputs, Map<LotId, LotTerms> lots) {
        LineSplit split = new LineSplit(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        if (inputs.net().isZero()) {
            return split;
        }
        allocations(inputs, lots).forEach(split::add);
        Map<PartKey, Money> parts = split.parts();
        if (inputs.wageEarner() != null) {
            PartKey wage = ofLine(inputs, inputs.wageEarner(), Basis.HOST_WAGE, true);
            Amounts.add(parts, wage, split.shown(inputs, inputs.wage()));
        }
        PartKey rest = ofLine(inputs, Party.of(inputs.producer()), Basis.REST, false);
        Amounts.add(parts, rest, inputs.net().minus(Amounts.total(parts)));
        return split;
    }

    private void add(LotAllocation allocation) {
        allocation.bear(uncharged);
        allocation.terms().split(allocation);
        allocation.parts().forEach((key, amount) -> Amounts.add(parts, key, amount));
        allocation
                .tracedSales()
                .forEach((party, amount) ->
                        Amounts.add(tracedSales, new TracedSaleKey(allocation.lot(), party), amount));
        allocation.uncharged().forEach((key, amount) -> Amounts.add(uncharged, key, amount));
    }

    /** What of a wage the sale shows beside what its goods are owed for: no more than it brought. */
    private Money shown(LineInputs inputs, Money wage) {
        Money room = inputs.net().minus(PartKey.ofPeople(parts));
        return inputs.formula() == 1 ? wage : Money.min(wage, room);
    }

    private static PartKey ofLine(LineInputs inputs, Party party, String basis, boolean wage) {
        return new PartKey(
                party,
                basis,
                wage ? IncomeCategory.WAGE : null,
                wage ? IncomeNature.TRACE : null,
                "line/" + inputs.formula(),
                null,
                null,
                null);
    }

    private static List<LotAllocation> allocations(LineInputs inputs, Map<LotId, LotTerms> lots) {
        Map<LotId, List<UnitRange>> byLot = new LinkedHashMap<>();
        inputs.units()
                .forEach(range -> byLot.computeIfAbsent(range.lot(), lot -> new ArrayList<>())
                        .add(range));
        List<LargestRemainders.Claim> claims = byLot.entrySet().stream()
                .map(entry -> new LargestRemainders.Claim(entry.getKey().value(), UnitRange.units(entry.getValue())))
                .toList();
        if (claims.isEmpty()) {
            return List.of();
        }
        Money[] nets = LargestRemainders.split(inputs.net(), inputs.line().value(), claims);
        List<LotAllocation> allocations = new ArrayList<>();
        byLot.forEach((lot, units) ->
                allocations.add(new LotAllocation(inputs, known(lot, lots), units, nets[allocations.size()])));
        return allocations;
    }

    private static LotTerms known(LotId lot, Map<LotId, LotTerms> lots) {
        LotTerms terms = lots.get(lot);
        if (terms == null) {
            throw new IllegalStateException("lot " + lot + " is not sealed");
        }
        return terms;
    }
}
