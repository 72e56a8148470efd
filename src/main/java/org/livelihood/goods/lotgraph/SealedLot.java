package org.livelihood.goods.lotgraph;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Work.Unit;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;

/**
 * A lot after sealing: nothing of it changes any more. What it was made of is part of it, through any depth.
 *
 * @param units how many units of the SKU it holds
 * @param unit what contributions are counted in; null where they are of several kinds and are weighed by what is owed
 * @param scale contributions are in 1/scale of that unit: one, unless the lot was made of parts of others
 * @param contributions by party, summed: the weights of traced sales and of rebates
 * @param payables what each party is owed for these units, by basis; their sale explains it (TRACE)
 * @param worked whether anybody contributed to this lot itself
 * @param sources lots that it was made of
 */
public record SealedLot(
        ProducerId producer,
        LotId id,
        SkuId sku,
        long units,
        AgreementId agreement,
        int agreementVersion,
        Instant sealedAt,
        @Nullable Unit unit,
        long scale,
        List<Contributed> contributions,
        List<Payable> payables,
        @JsonIgnore boolean worked,
        @JsonIgnore List<Source> sources) {

    public SealedLot {
        contributions = List.copyOf(contributions);
        payables = List.copyOf(payables);
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** @param party a household or a worker of none */
    public record Contributed(Party party, long units) {}

    /**
     * @param party a household, a worker of none, or a producer that delivered at a margin of its own
     * @param basis why: {@code PIECE_RATE}, {@code TIME_RATE}, {@code PURCHASE}, {@code GUARANTEE_TOP_UP}
     * @param origin the lot whose sealing made it owed
     */
    public record Payable(Party party, String basis, IncomeCategory category, Money amount, Origin origin) {}

    /** A lot and the version of the agreement that it was sealed under. */
    public record Origin(LotId lot, AgreementId agreement, int agreementVersion) {}

    /**
     * Units of another lot that this one was made of.
     *
     * @param price what another producer is owed for them; null within one producer
     */
    public record Source(
            SealedLot lot,
            List<UnitRange> numbers,
            @Nullable Money price) {

        /** What of an amount of the whole source these units carry. */
        Money carried(Money wholeLot) {
            return lot.carriedBy(wholeLot, numbers);
        }

        /** What these units were owed for in the lots that they come from. */
        public Money explained() {
            return Money.sum(
                    lot.payables().stream().map(owed -> carried(owed.amount())).toList());
        }
    }

    public Origin origin() {
        return new Origin(id, agreement, agreementVersion);
    }

    /**
     * What of an amount of the whole lot some of its units carry: unit n of Q carries {@code floor(A(n+1)/Q) -
     * floor(An/Q)}, so that all units carry the amount exactly, however they are parted.
     */
    public Money carriedBy(Money wholeLot, Collection<UnitRange> numbers) {
        return Money.sum(numbers.stream()
                .map(range -> wholeLot.proportion(range.until(), units).minus(wholeLot.proportion(range.from(), units)))
                .toList());
    }

    /** What terms set on a lot as a whole, once for each lot that was worked on: parting a lot does not add to it. */
    public Money ofWholeLots(Money perLot) {
        Money own = worked ? perLot : Money.ZERO;
        return Money.sum(sources.stream()
                        .filter(source -> source.price() == null)
                        .map(source -> source.carried(source.lot().ofWholeLots(perLot)))
                        .toList())
                .plus(own);
    }
}
