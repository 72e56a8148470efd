package org.livelihood.goods.shelf;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * A listing as a list shows it.
 *
 * @param fromPriceFen of its cheapest SKU
 * @param sold units that were paid and not given back, as of a moment ago
 */
public record Card(
        ListingId id,
        ProducerId producer,
        String title,
        String category,
        String originCode,
        Money fromPriceFen,
        @Nullable ImageId image,
        Instant listedAt,
        long sold) {}
