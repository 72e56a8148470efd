package org.livelihood.goods.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing.Content;
import org.livelihood.goods.catalog.Listing.SkuDraft;
import org.livelihood.platform.kernel.SkuId;

/**
 * Content of a listing that the public does not see yet.
 *
 * @param number counts the contents of one listing
 * @param returnReason why it was sent back, null unless it was
 */
public record ListingRevision(
        int number,
        Listing.Status status,
        Content content,
        List<SkuChange> skus,
        @Nullable String returnReason) {

    /**
     * How one SKU is to be.
     *
     * @param id which of the listing's SKUs, null for a new one; the price of a known one stays what it is
     */
    public record SkuChange(@Nullable SkuId id, SkuDraft draft) {}
}
