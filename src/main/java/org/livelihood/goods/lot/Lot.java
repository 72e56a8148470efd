package org.livelihood.goods.lot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;

/**
 * A lot 批次, open or sealed.
 *
 * @param units what it holds, null while open
 * @param sealedOn the day by which it was made, whose version of the agreement applies; null while open
 * @param left what of it is neither sold nor in another lot, delivered or lost
 */
public record Lot(
        ProducerId producer,
        LotId id,
        SkuId sku,
        AgreementId agreement,
        Status status,
        @Nullable Integer agreementVersion,
        @Nullable Long units,
        @Nullable Long left,
        Instant openedAt,
        @Nullable Instant sealedAt,
        @Nullable LocalDate sealedOn) {

    /** Open lots collect contributions; sealed ones are sold. */
    public enum Status {
        OPEN,
        SEALED
    }

    /**
     * How a lot is sealed.
     *
     * @param units how many units of the SKU it holds
     * @param on the day whose agreement version applies
     * @param marketPriceFen the market's price of one delivered unit on that day, for order assistance
     * @param making what it was made of
     */
    public record Seal(long units, LocalDate on, @Nullable Long marketPriceFen, Making making) {

        public Seal(long units, LocalDate on, @Nullable Long marketPriceFen) {
            this(units, on, marketPriceFen, Making.OF_NOTHING);
        }
    }

    /**
     * What a lot is made of: in = out + loss, where {@code ratioIn} units that go in make {@code ratioOut} that come
     * out.
     *
     * @param sources units of the producer's own lots under the same agreement
     * @param deliveries what other producers delivered, each as a whole
     * @param lostUnits units that went in and did not come out
     */
    public record Making(List<Part> sources, List<UUID> deliveries, long lostUnits, long ratioIn, long ratioOut) {

        public static final Making OF_NOTHING = new Making(List.of(), List.of(), 0, 1, 1);

        public Making {
            sources = List.copyOf(sources);
            deliveries = List.copyOf(deliveries);
        }

        boolean isOfNothing() {
            return sources.isEmpty() && deliveries.isEmpty();
        }
    }

    /** Units of a sealed lot. */
    public record Part(LotId lot, long units) {}
}
