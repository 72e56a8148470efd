package org.livelihood.goods.linkage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.LargestRemainders;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Refusal;

/**
 * A lot at the moment of its sealing.
 *
 * @param lot breaks ties between equal remainders
 * @param units how many units of the SKU it holds
 * @param marketPriceFen the market's price of one delivered unit on the day, null where nobody stated it
 */
public record Sealing(
        UUID lot, long units, List<Work> works, @Nullable Long marketPriceFen) {

    public Sealing {
        works = List.copyOf(works);
    }

    public List<Work> of(Work.Kind kind) {
        return works.stream().filter(work -> work.kind() == kind).toList();
    }

    /** Refused with MARKET_PRICE_MISSING where nobody stated it. */
    long requireMarketPrice() {
        if (marketPriceFen == null) {
            throw Refusal.ofField(LinkageReason.MARKET_PRICE_MISSING, "marketPriceFen");
        }
        return marketPriceFen;
    }

    /** A total by the units of those works; nothing where they have none. */
    List<Due> share(Money total, List<Work> works, String basis, IncomeCategory category) {
        return share(lot, total, works, basis, category);
    }

    static List<Due> share(UUID key, Money total, List<Work> works, String basis, IncomeCategory category) {
        if (works.stream().allMatch(work -> work.units() == 0)) {
            return List.of();
        }
        Money[] parts = LargestRemainders.split(
                total,
                key,
                works.stream()
                        .map(work -> new LargestRemainders.Claim(work.party().id(), work.units()))
                        .toList());
        List<Due> dues = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            dues.add(new Due(works.get(i).party(), basis, category, parts[i]));
        }
        return dues;
    }

    /** The pay of so many units at a rate for {@code perUnits} of them, in fen, rounded down. */
    static Money pay(long units, long rateFen, long perUnits) {
        return new Money(BigInteger.valueOf(units)
                .multiply(BigInteger.valueOf(rateFen))
                .divide(BigInteger.valueOf(perUnits))
                .longValueExact());
    }
}
