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
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
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
    private final ChangeStore revisions;
    private final Regions regions;

    ReviewDesk(ListingStore listings, ChangeStore revisions, Regions regions) {
        this.listings = listings;
        this.revisions = revisions;
        this.regions = regions;
    }

    /** Refused with NOT_FOUND of the region, or UNKNOWN_IMAGE. */
    Mono<Void> requireKnown(Listing listing, Content content) {
        return requireKnown(content, listings.ownImages(listing.producer(), content.images()));
    }

    Mono<Void> requireKnown(Content content, Mono<Long> ownImages) {
        return regions.get(content.originCode())
                .then(ownImages)
                .filter(own -> own == Set.copyOf(content.images()).size())
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(CatalogReason.UNKNOWN_IMAGE, "imageIds")))
                .then();
    }

    /** Writes new content where it belongs. The listing is held, and as it is in the database. */
    Mono<Void> write(Listing listing, Content content, @Nullable List<SkuChange> skus) {
        List<SkuChange> wanted = skus == null ? unchanged(listing) : skus;
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
                .then(listings.putSkus(listing.id(), listing.producer(), wanted));
    }

    private static List<SkuChange> unchanged(Listing listing) {
        return listing.skus().stream()
                .filter(sku -> !sku.withdrawn())
                .map(sku -> new SkuChange(
                        sku.id(),
                        new SkuDraft(sku.optionName(), sku.priceFen(), sku.weightGrams(), sku.unitDescription())))
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
                    .then(listings.putSkus(listing.id(), listing.producer(), change.skus()))
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
