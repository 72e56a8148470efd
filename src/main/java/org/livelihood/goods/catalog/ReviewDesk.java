package org.livelihood.goods.catalog;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing.Content;
import org.livelihood.goods.catalog.Listing.Sku;
import org.livelihood.goods.catalog.Listing.SkuDraft;
import org.livelihood.goods.catalog.Listing.Status;
import org.livelihood.goods.catalog.ListingRevision.SkuChange;
import org.livelihood.goods.category.Categories;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Where content waits. A listing that was never on the shelf, or is off it, waits with its own content; one that is on
 * the shelf keeps what was approved, and the change waits beside it. All within the facade's transaction.
 */
@Component
class ReviewDesk {

    private final ListingStore listings;
    private final SkuStore skus;
    private final ChangeStore revisions;
    private final Regions regions;
    private final Categories categories;

    ReviewDesk(ListingStore listings, SkuStore skus, ChangeStore revisions, Regions regions, Categories categories) {
        this.listings = listings;
        this.skus = skus;
        this.revisions = revisions;
        this.regions = regions;
        this.categories = categories;
    }

    /** Refused with NOT_FOUND of the region, UNKNOWN of the category, or UNKNOWN_IMAGE. */
    Mono<Void> requireKnown(ProducerId producer, Content content) {
        return regions.get(content.originCode())
                .then(categories.requireKnown(content.category(), "content.category"))
                .then(listings.ownImages(producer, content.images()))
                .filter(own -> own == Set.copyOf(content.images()).size())
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(CatalogReason.UNKNOWN_IMAGE, "imageIds")))
                .then();
    }

    /** Writes new content where it belongs. The listing is held, and as it is in the database. */
    Mono<Void> write(Listing listing, Content content, @Nullable List<SkuChange> changes) {
        List<SkuChange> wanted = changes == null ? unchanged(listing) : changes;
        if (!OptionRules.fit(content.options(), wanted)) {
            return Mono.error(() -> Refusal.ofField(CatalogReason.OPTIONS, "skus"));
        }
        Set<SkuId> known = listing.skus().stream().map(Sku::id).collect(Collectors.toSet());
        for (SkuChange sku : wanted) {
            SkuId id = sku.id();
            if (id != null && !known.remove(id)) {
                return Mono.error(() -> Refusal.ofField(CatalogReason.SKU_NOT_FOUND, "skus", id));
            }
        }
        if (listing.status() == Status.LISTED || listing.pending() != null) {
            return revisions
                    .nextNumber(listing.id())
                    .flatMap(number -> revisions.write(listing.id(), number, content, wanted))
                    .flatMap(done -> require(done, listing));
        }
        return require(listing.status() != Status.SUBMITTED, listing)
                .then(listings.write(listing.id(), Status.DRAFT, content))
                .then(skus.putSkus(listing.id(), listing.producer(), wanted));
    }

    private static List<SkuChange> unchanged(Listing listing) {
        return listing.skus().stream()
                .filter(sku -> !sku.withdrawn())
                .map(sku -> new SkuChange(
                        sku.id(),
                        new SkuDraft(
                                sku.optionName(),
                                sku.optionValues(),
                                sku.priceFen(),
                                sku.weightGrams(),
                                sku.unitDescription())))
                .toList();
    }

    /** Hands the listing, or its change, in for review. */
    Mono<Void> submit(Listing listing) {
        Mono<Boolean> submitted = listing.pending() == null
                ? listings.move(listing.id(), List.of(Status.DRAFT, Status.RETURNED), Status.SUBMITTED, null)
                : touched(listing, revisions.submit(listing.id()));
        return submitted.flatMap(done -> require(done, listing));
    }

    /** Approves what is under review; a change becomes what the public sees. */
    Mono<Void> approve(Caller caller, Listing listing) {
        ListingRevision change = listing.pending();
        if (change != null) {
            return review(caller, listing, change, Status.APPROVED, null)
                    .then(listings.write(listing.id(), listing.status(), change.content()))
                    .then(skus.putSkus(listing.id(), listing.producer(), change.skus()))
                    .then(listings.approved(listing.id(), change.number(), caller.account()));
        }
        return touched(listing, listings.move(listing.id(), List.of(Status.SUBMITTED), Status.APPROVED, null))
                .flatMap(done -> require(done, listing))
                .then(revisions.nextNumber(listing.id()))
                .flatMap(number -> revisions
                        .write(listing.id(), number, listing.content(), unchanged(listing))
                        .then(revisions.review(
                                listing.id(), number, Status.DRAFT, Status.APPROVED, null, caller.account()))
                        .then(listings.approved(listing.id(), number, caller.account())));
    }

    Mono<Void> sendBack(Caller caller, Listing listing, String reason) {
        ListingRevision change = listing.pending();
        return change != null
                ? review(caller, listing, change, Status.RETURNED, reason)
                : listings.move(listing.id(), List.of(Status.SUBMITTED), Status.RETURNED, reason)
                        .flatMap(done -> require(done, listing));
    }

    private Mono<Void> review(
            Caller caller, Listing listing, ListingRevision change, Status to, @Nullable String reason) {
        return touched(
                        listing,
                        revisions.review(listing.id(), change.number(), Status.SUBMITTED, to, reason, caller.account()))
                .flatMap(done -> require(done, listing));
    }

    private Mono<Boolean> touched(Listing listing, Mono<Boolean> change) {
        return listings.touch(listing.id(), listing.version()).flatMap(held -> held ? change : Mono.just(false));
    }

    private static Mono<Void> require(boolean done, Listing listing) {
        return done ? Mono.empty() : Mono.error(() -> new Refusal(CatalogReason.WRONG_STATE, listing.id()));
    }
}
