package org.livelihood.attribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.agreement.Terms;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Alloc;
import org.livelihood.kernel.IncomeCategory;
import org.livelihood.kernel.IncomeNature;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.Party;
import org.livelihood.lot.SealedLot;

/**
 * The part of a line that stands on one lot, and what was split off it so far.
 *
 * <p>Each unit of a lot has a number n of Q and carries {@code floor(P(n+1)/Q) - floor(Pn/Q)} of every payable P: over
 * the whole lot every fen of every payable is explained exactly once, in whatever order units are sold and returned.
 */
final class Portion {

    private final OrderLineId line;
    private final LotTerms of;
    private final List<UnitRange> units;
    private final Money net;
    private final @Nullable AccountId host;
    private final Map<PartKey, Money> parts = new LinkedHashMap<>();

    Portion(OrderLineId line, LotTerms of, List<UnitRange> units, Money net, @Nullable AccountId host) {
        this.line = line;
        this.of = of;
        this.units = units;
        this.net = net;
        this.host = host;
    }

    Money net() {
        return net;
    }

    LotId lot() {
        return of.lot().id();
    }

    Terms terms() {
        return of.terms();
    }

    long units() {
        return units.stream().mapToLong(UnitRange::units).sum();
    }

    Map<PartKey, Money> parts() {
        return parts;
    }

    /** What is left of the net amount. */
    Money left() {
        return net.minus(Amounts.total(parts));
    }

    void trace() {
        for (SealedLot.Payable payable : of.lot().payables()) {
            Money explained = Money.sum(units.stream()
                    .map(range -> explained(payable.amount(), range))
                    .toList());
            add(payable.party(), payable.basis(), payable.category(), IncomeNature.TRACE, explained);
        }
    }

    private Money explained(Money payable, UnitRange range) {
        long whole = of.lot().units();
        return payable.proportion(range.until(), whole).minus(payable.proportion(range.from(), whole));
    }

    void logistics(long fenPerUnit) {
        add(Party.LOGISTICS, Basis.LOGISTICS, null, null, new Money(fenPerUnit).times(units()));
    }

    void platformFee(int basisPoints) {
        add(Party.PLATFORM, Basis.PLATFORM_FEE, null, null, net.basisPoints(basisPoints));
    }

    void hostCommission(int basisPoints) {
        if (host != null) {
            add(Party.ofHost(host), Basis.HOST_COMMISSION, null, null, net.basisPoints(basisPoints));
        }
    }

    /** Creates payables by what each contributed to the lot; nothing where nobody contributed. */
    void accrue(String basis, IncomeCategory category, Money amount) {
        Map<Party, Money> shares = byContribution(amount);
        shares.forEach((party, share) -> add(party, basis, category, IncomeNature.ACCRUAL, share));
    }

    /** The net amount by what each contributed: traced sales 带动销售额. */
    Map<Party, Money> tracedSales() {
        return byContribution(net);
    }

    private Map<Party, Money> byContribution(Money amount) {
        Map<Party, Money> shares = new LinkedHashMap<>();
        List<SealedLot.Contributed> contributions = of.lot().contributions();
        if (contributions.stream().allMatch(contributed -> contributed.units() == 0)) {
            return shares;
        }
        List<Alloc.Claim> claims = contributions.stream()
                .map(contributed -> new Alloc.Claim(contributed.party().id(), contributed.units()))
                .toList();
        Money[] split = Alloc.split(amount, line.value(), claims);
        for (int i = 0; i < split.length; i++) {
            Amounts.add(shares, contributions.get(i).party(), split[i]);
        }
        return shares;
    }

    private void add(
            Party party, String basis, @Nullable IncomeCategory category, @Nullable IncomeNature nature, Money amount) {
        SealedLot lot = of.lot();
        PartKey key = new PartKey(
                party, basis, category, nature, terms().formula(), lot.id(), lot.agreement(), lot.agreementVersion());
        Amounts.add(parts, key, amount);
    }
}
