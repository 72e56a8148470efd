package org.livelihood.goods.catalog;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing.InReview;
import org.livelihood.platform.http.IfMatch;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The platform's review. With If-Match, what was read is what is decided on. */
@RestController
class ReviewController {

    private final Listings listings;

    ReviewController(Listings listings) {
        this.listings = listings;
    }

    record ReasonBody(@NotBlank @Size(max = 500) @Note String reason) {}

    /** List the listings that wait for review. */
    @Allow(Role.ADMIN)
    @GetMapping("/api/v1/listing-reviews")
    Mono<Page<InReview>> inReview(Paging paging) {
        return listings.inReview(paging.after(), paging.limit());
    }

    /** Approve a listing. With If-Match, what was read is what is decided on. */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/listings/{id}/approval")
    Mono<ResponseEntity<Listing>> approve(
            Caller caller,
            @PathVariable ListingId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable IfMatch version) {
        return listings.approve(caller, id, IfMatch.orAnything(version))
                .map(listing -> ListingController.answer(HttpStatus.OK, listing));
    }

    /**
     * Return a listing to its producer. With the reason, which the producer reads; with If-Match, what was read is what
     * is decided on.
     */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/listings/{id}/return")
    Mono<ResponseEntity<Listing>> sendBack(
            Caller caller,
            @PathVariable ListingId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable IfMatch version,
            @Valid @RequestBody ReasonBody body) {
        return listings.sendBack(caller, id, IfMatch.orAnything(version), body.reason())
                .map(listing -> ListingController.answer(HttpStatus.OK, listing));
    }
}
