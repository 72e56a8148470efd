package org.livelihood.goods.lotgraph;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.goods.linkage.Work;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * How a lot comes out of what was put into it and of the lots that it was made of: pure.
 *
 * <p>Units that were lost on the way are carried by what came of them. A delivery of another producer explains what
 * that producer owes for these units; the rest of its price is the other producer's margin.
 */
public final class LotMaking {

    /** What a weight may have at most: it stays a long, and so do sums of a few. */
    private static final int WEIGHT_BITS = 50;

    private static final BigInteger FINEST = BigInteger.TEN.pow(12);

    private LotMaking() {}

    /** What a party put into the lot itself. */
    public record Put(Party party, Work.Unit unit, long units) {}

    private record Owed(Party party, String basis, IncomeCategory category, SealedLot.Origin origin) {}

    /**
     * @param plain the lot without its contributions
     * @param owed what its own sealing made owed
     */
    public static SealedLot make(
            SealedLot plain, List<Put> puts, List<SealedLot.Payable> owed, List<SealedLot.Source> sources) {
        List<SealedLot.Payable> payables = sources.isEmpty() ? owed : payables(plain, owed, sources);
        Work.Unit unit = unit(puts, sources);
        Weights fen = byFen(payables);
        boolean byUnits = unit != null || fen.byParty().isEmpty();
        Weights weights = (byUnits ? weights(puts, sources) : fen).shortened();
        return new SealedLot(
                plain.producer(),
                plain.id(),
                plain.sku(),
                plain.units(),
                plain.agreement(),
                plain.agreementVersion(),
                plain.sealedAt(),
                unit,
                weights.scale().longValueExact(),
                weights.contributions(),
                payables,
                !puts.isEmpty(),
                sources);
    }

    private static List<SealedLot.Payable> payables(
            SealedLot lot, List<SealedLot.Payable> own, List<SealedLot.Source> sources) {
        Map<Owed, Money> sums = new LinkedHashMap<>();
        own.forEach(owed -> add(sums, owed, owed.amount()));
        for (SealedLot.Source source : sources) {
            source.lot().payables().forEach(owed -> add(sums, owed, source.carried(owed.amount())));
            if (source.price() != null) {
                Money margin = source.price().minus(source.explained());
                Party seller = Party.of(source.lot().producer());
                sums.merge(
                        new Owed(seller, Basis.DELIVERY_MARGIN, IncomeCategory.OPERATING, lot.origin()),
                        margin,
                        Money::plus);
            }
        }
        return sums.entrySet().stream()
                .filter(sum -> !sum.getValue().isZero())
                .map(sum -> new SealedLot.Payable(
                        sum.getKey().party(),
                        sum.getKey().basis(),
                        sum.getKey().category(),
                        sum.getValue(),
                        sum.getKey().origin()))
                .toList();
    }

    private static void add(Map<Owed, Money> sums, SealedLot.Payable owed, Money amount) {
        sums.merge(new Owed(owed.party(), owed.basis(), owed.category(), owed.origin()), amount, Money::plus);
    }

    /** The one unit that all contributions are counted in, if there is one. */
    private static Work.@Nullable Unit unit(List<Put> puts, List<SealedLot.Source> sources) {
        Set<Work.@Nullable Unit> units = new HashSet<>();
        puts.forEach(put -> units.add(put.unit()));
        sources.forEach(source -> units.add(source.lot().unit()));
        return units.size() == 1 ? units.iterator().next() : null;
    }

    /** Each source's contributions count for as much of them as went into this lot. */
    private static Weights weights(List<Put> puts, List<SealedLot.Source> sources) {
        BigInteger scale = BigInteger.ONE;
        for (SealedLot.Source source : sources) {
            scale = scale.multiply(denominator(source));
        }
        Weights weights = new Weights(new LinkedHashMap<>(), scale);
        for (Put put : puts) {
            weights.add(put.party(), put.units(), scale);
        }
        for (SealedLot.Source source : sources) {
            BigInteger part = BigInteger.valueOf(UnitRange.units(source.numbers()))
                    .multiply(scale)
                    .divide(denominator(source));
            source.lot().contributions().forEach(one -> weights.add(one.party(), one.units(), part));
        }
        return weights;
    }

    private static BigInteger denominator(SealedLot.Source source) {
        return BigInteger.valueOf(source.lot().units())
                .multiply(BigInteger.valueOf(source.lot().scale()));
    }

    /** Weights in 1/scale of a unit. */
    private record Weights(Map<Party, BigInteger> byParty, BigInteger scale) {

        void add(Party party, long units, BigInteger factor) {
            byParty.merge(party, BigInteger.valueOf(units).multiply(factor), BigInteger::add);
        }

        /** In lowest terms; where these do not fit into a long, in the finest decimals that do. */
        Weights shortened() {
            BigInteger common = byParty.values().stream().reduce(scale, BigInteger::gcd);
            if (fits(common)) {
                Weights shorter = new Weights(new LinkedHashMap<>(), scale.divide(common));
                byParty.forEach((party, weight) -> shorter.byParty.put(party, weight.divide(common)));
                return shorter;
            }
            BigInteger decimals = FINEST;
            while (most().multiply(decimals).divide(scale).bitLength() > WEIGHT_BITS) {
                decimals = decimals.divide(BigInteger.TEN);
            }
            Weights rounded = new Weights(new LinkedHashMap<>(), decimals);
            byParty.forEach((party, weight) -> rounded.byParty.put(party, rounded.round(weight, scale)));
            return rounded;
        }

        private boolean fits(BigInteger common) {
            return most().max(scale).divide(common).bitLength() <= WEIGHT_BITS;
        }

        private BigInteger most() {
            return byParty.values().stream().reduce(BigInteger.ONE, BigInteger::max);
        }

        /** Whoever contributed keeps a weight. */
        private BigInteger round(BigInteger weight, BigInteger of) {
            return weight.signum() > 0 ? weight.multiply(scale).divide(of).max(BigInteger.ONE) : BigInteger.ZERO;
        }

        List<SealedLot.Contributed> contributions() {
            return byParty.entrySet().stream()
                    .map(one -> new SealedLot.Contributed(
                            one.getKey(), one.getValue().longValueExact()))
                    .toList();
        }
    }

    private static Weights byFen(List<SealedLot.Payable> payables) {
        Weights weights = new Weights(new LinkedHashMap<>(), BigInteger.ONE);
        payables.stream()
                .filter(owed -> owed.party().kind() != Party.Kind.PRODUCER)
                .filter(owed -> owed.amount().isPositive())
                .forEach(owed -> weights.add(owed.party(), owed.amount().fen(), BigInteger.ONE));
        return weights;
    }
}
