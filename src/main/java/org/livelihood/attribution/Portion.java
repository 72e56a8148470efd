package org.livelihood.attribution;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Alloc;
import org.livelihood.kernel.IncomeCategory;
import org.livelihood.kernel.IncomeNature;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.Party;
import org.livelihood.linkage.Basis;
import org.livelihood.linkage.SaleSplit;
import org.livelihood.linkage.Terms;
import org.livelihood.lot.SealedLot;
import org.livelihood.lot.UnitRange;

/**
 * The part of a line that stands on one lot, and what was split off it so far.
 *
 * <p>Each unit of a lot has a number n of Q and carries {@code floor(P(n+1)/Q) - floor(Pn/Q)} of every payable P: over
 * the whole lot every fen of every payable is explained exactly once, in whatever order units are sold and returned.
 */
final class Portion implements SaleSplit {

    private final OrderLineId line;
    private final LotTerms of;
    private final List<UnitRange> units;
    private final Money net;
    private final @Nullable AccountId host;
    private final Map<FeeKey, Money> carriedIn;
    private final Map<PartKey, Money> parts = new LinkedHashMap<>();
    private final Map<FeeKey, Money> uncharged = new LinkedHashMap<>();

    Portion(
            OrderLineId line,
            LotTerms of,
            List<UnitRange> units,
            Money net,
            @Nullable AccountId host,
            Map<FeeKey, Money> carriedIn) {
        this.line = line;
        this.of = of;
        this.units = units;
        this.net = net;
        this.host = host;
        this.carriedIn = new HashMap<>(carriedIn);
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

    @Override
    public Money left() {
        return net.minus(Amounts.total(parts));
    }

    @Override
    public void trace() {
        for (SealedLot.Payable payable : of.lot().payables()) {
            SealedLot.Origin origin = payable.origin();
            PartKey key = new PartKey(
                    payable.party(),
                    payable.basis(),
                    payable.category(),
                    IncomeNature.TRACE,
                    terms().formula(),
                    origin.lot(),
                    origin.agreement(),
                    origin.agreementVersion());
            Amounts.add(parts, key, of.lot().carriedBy(payable.amount(), units));
        }
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
        Money[] parts = Alloc.split(
                amount,
                line.value(),
                weights.entrySet().stream()
                        .map(one -> new Alloc.Claim(one.getKey().id(), one.getValue()))
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
