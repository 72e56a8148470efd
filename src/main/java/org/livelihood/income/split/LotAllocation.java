package org.livelihood.income.split;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Allocation;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.LargestRemainders;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;

/**
 * The part of a line that stands on one lot, and what was split off it so far.
 *
 * <p>Each unit of a lot has a number n of Q and carries {@code floor(P(n+1)/Q) - floor(Pn/Q)} of every payable P: over
 * the whole lot every fen of every payable is explained exactly once, in whatever order units are sold and returned.
 */
public final class LotAllocation implements Allocation {

    private final OrderLineId line;
    private final boolean capped;
    private final LotTerms of;
    private final List<UnitRange> units;
    private final Money net;
    private final @Nullable AccountId host;
    private final Map<FeeKey, Money> carriedIn;
    private final Map<PartKey, Money> parts = new LinkedHashMap<>();
    private final Map<FeeKey, Money> uncharged = new LinkedHashMap<>();

    /** @param net what of the line's amount stands on these units */
    LotAllocation(LineInputs inputs, LotTerms of, List<UnitRange> units, Money net) {
        this.line = inputs.line();
        this.capped = inputs.formula() > 1;
        this.of = of;
        this.units = units;
        this.net = net;
        this.host = inputs.host();
        this.carriedIn = new HashMap<>(inputs.carriedIn());
    }

    @Override
    public Money net() {
        return net;
    }

    LotId lot() {
        return of.lot().id();
    }

    Terms terms() {
        return of.terms();
    }

    @Override
    public long units() {
        return units.stream().mapToLong(UnitRange::units).sum();
    }

    Map<PartKey, Money> parts() {
        return parts;
    }

    /** What another producer lost on goods that it delivered is not money that this sale brought. */
    @Override
    public Money left() {
        List<Money> given = parts.values().stream()
                .filter(amount -> !capped || amount.isPositive())
                .toList();
        return net.minus(Money.sum(given));
    }

    @Override
    public void trace() {
        trace(owed -> !isGuarantee(owed), net.minus(PartKey.ofPeople(parts)));
    }

    @Override
    public void traceGuarantees() {
        trace(LotAllocation::isGuarantee, Money.max(left(), Money.ZERO));
    }

    private static boolean isGuarantee(SealedLot.Payable owed) {
        return owed.basis().equals(Basis.GUARANTEE_TOP_UP);
    }

    /** Explains such payables, those to people up to an amount: by what these units are owed for, if it is less. */
    private void trace(Predicate<SealedLot.Payable> such, Money most) {
        Map<PartKey, Money> owed = new LinkedHashMap<>();
        of.lot().payables().stream()
                .filter(such)
                .forEach(one -> Amounts.add(owed, explained(one), of.lot().carriedBy(one.amount(), units)));
        Map<PartKey, Money> ofPeople = new LinkedHashMap<>(owed);
        ofPeople.keySet().removeIf(key -> !key.isOfPeople());
        if (capped && Amounts.total(ofPeople).compareTo(most) > 0) {
            owed.putAll(share(most, ofPeople));
        }
        owed.forEach((key, amount) -> Amounts.add(parts, key, amount));
    }

    private Map<PartKey, Money> share(Money most, Map<PartKey, Money> owed) {
        Money[] shares = LargestRemainders.split(
                most,
                line.value(),
                owed.entrySet().stream()
                        .map(one -> new LargestRemainders.Claim(
                                one.getKey().party().id(), one.getValue().fen()))
                        .toList());
        Map<PartKey, Money> shared = new LinkedHashMap<>();
        owed.keySet().forEach(key -> shared.put(key, shares[shared.size()]));
        return shared;
    }

    private PartKey explained(SealedLot.Payable owed) {
        SealedLot.Origin origin = owed.origin();
        return new PartKey(
                owed.party(),
                owed.basis(),
                owed.category(),
                IncomeNature.TRACE,
                terms().formula(),
                origin.lot(),
                origin.agreement(),
                origin.agreementVersion());
    }

    @Override
    public Money carriedBy(Money wholeLot) {
        return of.lot().carriedBy(of.lot().ofWholeLots(wholeLot), units);
    }

    @Override
    public void logistics(long fenPerUnit) {
        add(Party.LOGISTICS, Basis.LOGISTICS, null, null, new Money(fenPerUnit).times(units()));
    }

    @Override
    public void platformFee(int basisPoints) {
        add(Party.PLATFORM, Basis.PLATFORM_FEE, null, null, net.basisPoints(basisPoints));
    }

    @Override
    public void hostCommission(int basisPoints) {
        if (host != null) {
            add(Party.ofHost(host), Basis.HOST_COMMISSION, null, null, net.basisPoints(basisPoints));
        }
    }

    @Override
    public void producer(String basis, Money amount) {
        add(Party.of(of.lot().producer()), basis, null, null, amount);
    }

    @Override
    public void accrue(Party party, String basis, IncomeCategory category, Money amount) {
        add(party, basis, category, IncomeNature.ACCRUAL, amount);
    }

    /** The net amount by what each contributed: traced sales 带动销售额. */
    Map<Party, Money> tracedSales() {
        return byContribution(net);
    }

    @Override
    public Map<Party, Money> byContribution(Money amount) {
        Map<Party, Long> weights = new LinkedHashMap<>();
        of.lot().contributions().forEach(one -> weights.merge(one.party(), one.units(), Math::addExact));
        return byWeight(amount, weights);
    }

    @Override
    public Map<Party, Money> byWeight(Money amount, Map<Party, Long> weights) {
        if (weights.values().stream().allMatch(weight -> weight == 0)) {
            return Map.of();
        }
        Money[] parts = LargestRemainders.split(
                amount,
                line.value(),
                weights.entrySet().stream()
                        .map(one -> new LargestRemainders.Claim(one.getKey().id(), one.getValue()))
                        .toList());
        Map<Party, Money> shares = new LinkedHashMap<>();
        weights.keySet().forEach(party -> shares.put(party, parts[shares.size()]));
        return shares;
    }

    /** Lets the portion see what other portions of its line left uncharged, too. */
    void bear(Map<FeeKey, Money> ofOthers) {
        ofOthers.forEach((key, amount) -> Amounts.add(carriedIn, key, amount));
    }

    @Override
    public Money uncharged(Party party) {
        return carriedIn.getOrDefault(fee(party), Money.ZERO);
    }

    @Override
    public void leaveUncharged(Party party, Money amount) {
        Amounts.add(uncharged, fee(party), amount);
    }

    private FeeKey fee(Party party) {
        return new FeeKey(of.lot().agreement(), party);
    }

    /** How much more of fixed fees this portion left uncharged. */
    Map<FeeKey, Money> uncharged() {
        return uncharged;
    }

    private void add(
            Party party, String basis, @Nullable IncomeCategory category, @Nullable IncomeNature nature, Money amount) {
        SealedLot lot = of.lot();
        PartKey key = new PartKey(
                party, basis, category, nature, terms().formula(), lot.id(), lot.agreement(), lot.agreementVersion());
        Amounts.add(parts, key, amount);
    }
}
