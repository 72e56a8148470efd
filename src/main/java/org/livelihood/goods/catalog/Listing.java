package org.livelihood.goods.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.shelf.Card;
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

    /** As the shelf shows it. */
    Card card(Instant since) {
        Money from = skus.stream()
                .filter(sku -> !sku.withdrawn())
                .map(Sku::priceFen)
                .min(Comparator.naturalOrder())
                .orElse(Money.ZERO);
        ImageId image = content.images().isEmpty() ? null : content.images().get(0);
        return new Card(id, producer, content.title(), content.category(), content.originCode(), from, image, since, 0);
    }

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
     * @param category code of its category
     * @param originCode region that the product comes from
     * @param options what a buyer chooses by; each SKU has one value of each
     */
    public record Content(
            String title,
            String description,
            String category,
            String originCode,
            Map<String, String> attributes,
            List<Option> options,
            List<ImageId> images) {}

    /** What a buyer chooses by, such as colour, with its values in the order in which they are shown. */
    public record Option(String name, List<String> values) {}

    /**
     * @param optionName which variant, in words: size, colour, count
     * @param optionValues of each of the listing's options one value, in their order
     * @param weightGrams as it is sent, in its wrapping
     * @param unitDescription what one unit holds, such as "30 pieces"
     * @param withdrawn not sold any more
     */
    public record Sku(
            SkuId id,
            String optionName,
            List<String> optionValues,
            Money priceFen,
            int weightGrams,
            String unitDescription,
            boolean withdrawn) {}

    /** What a new SKU holds. */
    public record SkuDraft(
            String optionName,
            @Nullable List<String> optionValues,
            Money price,
            int weightGrams,
            String unitDescription) {

        /** Kept drafts of before there were options have no values. */
        public SkuDraft {
            optionValues = optionValues == null ? List.of() : List.copyOf(optionValues);
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
}
