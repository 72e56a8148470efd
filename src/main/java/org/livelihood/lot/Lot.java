package org.livelihood.lot;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SkuId;

/**
 * A lot 批次, open or sealed.
 *
 * @param units what it holds, null while open
 * @param left what of it has not been sold
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
        @Nullable Instant sealedAt) {

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
     */
    public record Seal(long units, LocalDate on, @Nullable Long marketPriceFen) {}
}
