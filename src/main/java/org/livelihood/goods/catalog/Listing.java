package org.livelihood.goods.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;

/**
 * A product page with what can be chosen on it.
 *
 * @param version grows with every change; the ETag
 * @param pending a change that waits beside what the public sees; told only to those who manage the listing
 */
public record Listing(
        ListingId id,
        ProducerId producer,
        Status status,
        int version,
        Content content,
        List<Sku> skus,
        @Nullable String returnReason,
        @Nullable Instant listedAt,
        @Nullable ListingRevision pending) {

    Listing withPending(ListingRevision change) {
        return new Listing(id, producer, status, version, content, skus, returnReason, listedAt, change);
    }

    /** From draft over review to the shelf and off it. */
    public enum Status {
        DRAFT,
        SUBMITTED,
        RETURNED,
        APPROVED,
        LISTED,
        DELISTED
    }

    /**
     * What is reviewed.
     *
     * @param originCode region that the product comes from
     */
    public record Content(
            String title,
            String description,
            String category,
            String originCode,
            Map<String, String> attributes,
            List<ImageId> images) {}

    /**
     * @param optionName which variant: size, colour, count
     * @param unitDescription what one unit holds, such as "30 pieces"
     * @param withdrawn not sold any more
     */
    public record Sku(
            SkuId id, String optionName, Money priceFen, int weightGrams, String unitDescription, boolean withdrawn) {}

    /** What a new SKU holds. */
    public record SkuDraft(String optionName, Money price, int weightGrams, String unitDescription) {

        public SkuDraft(String optionName, Money price, int weightGrams) {
            this(optionName, price, weightGrams, "");
        }
    }

    /** Something that waits for review: a new listing, or a change of one that was approved before. */
    public record InReview(ListingId id, ProducerId producer, String title, int version, boolean change) {}

    /** A SKU as other modules know it. */
    public record SkuInfo(
            SkuId sku,
            ProducerId producer,
            ListingId listing,
            String title,
            String optionName,
            Money price,
            boolean onShelf) {}

    /** One entry of a list. */
    public record Card(
            ListingId id,
            ProducerId producer,
            String title,
            String category,
            String originCode,
            Money fromPriceFen,
            @Nullable ImageId image,
            Instant listedAt) {}
}
