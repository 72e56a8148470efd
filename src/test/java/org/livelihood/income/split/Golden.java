package org.livelihood.income.split;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.OrderAssistanceTerms;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.goods.linkage.Work;
import org.livelihood.goods.linkage.WorkshopTerms;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.WorkerId;

/** The worked numbers of the domain: one box of thirty eggs, and ten pairs of socks. */
public final class Golden {

    public static final OrderAssistanceTerms EGG_TERMS = new OrderAssistanceTerms(105, 2_000, 1_200, 500, 1_000, 0);
    public static final WorkshopTerms SOCK_TERMS = new WorkshopTerms(List.of(), 0, 0);

    public final ProducerId producer = ProducerId.next();
    public final AccountId host = AccountId.next();
    public final Party first = Party.of(HouseholdId.next());
    public final Party second = Party.of(HouseholdId.next());
    public final Party third = Party.of(WorkerId.next());
    public final Party earner = Party.of(HouseholdId.next());
    public final OrderLineId line = OrderLineId.next();

    /** Boxes of thirty eggs, in each of which the first household delivered eighteen. */
    public LotTerms eggs(long boxes) {
        return lot(
                boxes,
                EGG_TERMS,
                List.of(new SealedLot.Contributed(first, 18 * boxes), new SealedLot.Contributed(second, 12 * boxes)),
                List.of(
                        payable(first, "PURCHASE", IncomeCategory.OPERATING, 18 * 98 * boxes),
                        payable(first, "GUARANTEE_TOP_UP", IncomeCategory.OPERATING, 18 * 7 * boxes),
                        payable(second, "PURCHASE", IncomeCategory.OPERATING, 12 * 98 * boxes),
                        payable(second, "GUARANTEE_TOP_UP", IncomeCategory.OPERATING, 12 * 7 * boxes)));
    }

    /** Ten pairs of socks a unit; the third worker is of no registered household. */
    public LotTerms socks(long units) {
        return lot(
                units,
                SOCK_TERMS,
                List.of(
                        new SealedLot.Contributed(first, 10 * units),
                        new SealedLot.Contributed(second, 10 * units),
                        new SealedLot.Contributed(third, 10 * units)),
                List.of(
                        payable(first, "PIECE_RATE", IncomeCategory.WAGE, 300 * units),
                        payable(second, "PIECE_RATE", IncomeCategory.WAGE, 200 * units),
                        payable(third, "PIECE_RATE", IncomeCategory.WAGE, 100 * units)));
    }

    public LotTerms lot(
            long units, Terms terms, List<SealedLot.Contributed> contributions, List<SealedLot.Payable> payables) {
        LotId id = LotId.next();
        AgreementId agreement = AgreementId.next();
        SealedLot.Origin origin = new SealedLot.Origin(id, agreement, 1);
        SealedLot lot = new SealedLot(
                producer,
                id,
                SkuId.next(),
                units,
                agreement,
                1,
                Instant.EPOCH,
                Work.Unit.PIECE,
                1,
                contributions,
                payables.stream().map(owed -> at(origin, owed)).toList(),
                true,
                List.of());
        return new LotTerms(lot, terms);
    }

    public static SealedLot.Payable payable(Party party, String basis, IncomeCategory category, long fen) {
        SealedLot.Origin nowhere = new SealedLot.Origin(LotId.next(), AgreementId.next(), 1);
        return new SealedLot.Payable(party, basis, category, new Money(fen), nowhere);
    }

    private static SealedLot.Payable at(SealedLot.Origin origin, SealedLot.Payable owed) {
        return new SealedLot.Payable(owed.party(), owed.basis(), owed.category(), owed.amount(), origin);
    }

    /** The split of a line that has the first units of the lot. */
    public LineSplit split(LotTerms lot, long units, long netFen, @Nullable AccountId commissioned) {
        return split(lot, units, netFen, commissioned, null, 0);
    }

    public LineSplit split(
            LotTerms lot,
            long units,
            long netFen,
            @Nullable AccountId commissioned,
            @Nullable Party wageEarner,
            long wageFen) {
        List<UnitRange> ranges =
                units == 0 ? List.of() : List.of(new UnitRange(lot.lot().id(), 0, units));
        LineInputs inputs = new LineInputs(
                producer,
                line,
                LineSplit.FORMULA,
                new Money(netFen),
                commissioned,
                wageEarner,
                new Money(wageFen),
                ranges,
                Map.of());
        return LineSplit.of(inputs, Map.of(lot.lot().id(), lot));
    }

    public static long fen(Map<PartKey, Money> parts, Party party) {
        return total(parts.entrySet().stream()
                .filter(part -> part.getKey().party().equals(party))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public static long fen(Map<PartKey, Money> parts, Party party, IncomeNature nature) {
        return total(parts.entrySet().stream()
                .filter(part -> part.getKey().party().equals(party))
                .filter(part -> part.getKey().is(nature))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public static long fen(Map<PartKey, Money> parts, IncomeNature nature) {
        return total(parts.entrySet().stream()
                .filter(part -> part.getKey().is(nature))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public static long fen(Map<PartKey, Money> parts, String basis) {
        return total(parts.entrySet().stream()
                .filter(part -> part.getKey().basis().equals(basis))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public static long total(Map<?, Money> amounts) {
        return Amounts.total(amounts).fen();
    }
}
