package org.livelihood.sale.favourite;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * A listing in a list of favourites or footprints.
 *
 * @param at when it was kept or looked at
 * @param priceThenFen the lowest price it had then
 * @param priceFen the lowest price it has now, null while nothing of it is for sale
 */
record KeptView(
        ListingId listingId,
        ProducerId producerId,
        String title,
        @Nullable ImageId imageId,
        Instant at,
        Money priceThenFen,
        @Nullable Money priceFen) {

    static KeptView of(KeptListing kept) {
        return new KeptView(
                kept.listing(), kept.producer(), kept.title(), kept.image(), kept.at(), kept.priceThen(), kept.price());
    }
}
