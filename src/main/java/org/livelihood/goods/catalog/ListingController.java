package org.livelihood.goods.catalog;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing.Content;
import org.livelihood.goods.catalog.Listing.Option;
import org.livelihood.goods.catalog.Listing.SkuDraft;
import org.livelihood.goods.catalog.ListingRevision.SkuChange;
import org.livelihood.platform.http.IfMatch;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What producers and the platform do with listings. */
@RestController
class ListingController {

    private static final long DEAREST_FEN = 1_000_000_000L;
    private static final String REGION = "[0-9]{12}";

    private final Listings listings;

    ListingController(Listings listings) {
        this.listings = listings;
    }

    record ContentBody(
            @NotBlank @Size(max = 80) String title,
            @NotNull @Size(max = 5000) @Note String description,
            @NotBlank @Size(max = 40) String category,
            @NotNull @Pattern(regexp = REGION) String originCode,
            @Nullable @Size(max = 30) Map<@Size(max = 40) String, @Size(max = 200) String> attributes,
            @Nullable @Size(max = 3) List<@NotNull @Valid OptionBody> options,
            @Nullable @Size(max = 9) List<@NotNull ImageId> imageIds) {

        Content toContent() {
            return new Content(
                    title,
                    description,
                    category,
                    originCode,
                    attributes == null ? Map.of() : attributes,
                    options == null
                            ? List.of()
                            : options.stream().map(OptionBody::toOption).toList(),
                    imageIds == null ? List.of() : imageIds);
        }
    }

    record OptionBody(
            @NotBlank @Size(max = 20) @Name String name,
            @NotEmpty @Size(max = 30) List<@NotBlank @Size(max = 30) String> values) {

        Option toOption() {
            return new Option(name, values);
        }
    }

    /** Without a name it is called by its values. */
    record SkuBody(
            @Nullable @Size(min = 1, max = 100) String optionName,
            @Nullable @Size(max = 3) List<@NotBlank @Size(max = 30) String> optionValues,
            @Min(1) @Max(DEAREST_FEN) long priceFen,
            @Min(0) @Max(1_000_000) int weightGrams,
            @Nullable @Size(max = 60) String unitDescription) {

        SkuDraft toDraft() {
            List<String> values = optionValues == null ? List.of() : optionValues;
            String name = optionName == null ? String.join(" / ", values) : optionName;
            return new SkuDraft(
                    name, values, new Money(priceFen), weightGrams, unitDescription == null ? "" : unitDescription);
        }
    }

    /** A known SKU names its id; its price changes by itself, without review. */
    record SkuChangeBody(@Nullable SkuId id, @NotNull @Valid SkuBody sku) {

        SkuChange toChange() {
            return new SkuChange(id, sku.toDraft());
        }
    }

    /** Without SKUs those of the listing stay. */
    record ChangeBody(
            @NotNull @Valid ContentBody content,
            @Nullable @Size(min = 1, max = 50) List<@Valid @NotNull SkuChangeBody> skus) {

        @Nullable
        List<SkuChange> toChanges() {
            return skus == null
                    ? null
                    : skus.stream().map(SkuChangeBody::toChange).toList();
        }
    }

    record DraftBody(
            @NotNull @Valid ContentBody content,
            @NotEmpty @Size(max = 50) List<@Valid @NotNull SkuBody> skus) {}

    record PriceBody(@Min(1) @Max(DEAREST_FEN) long priceFen) {}

    /** Draft a listing. Buyers see it once it is reviewed and put on the shelf. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/api/v1/producers/{producer}/listings")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Listing>> draft(
            Caller caller, @PathVariable ProducerId producer, @Valid @RequestBody DraftBody body) {
        List<SkuDraft> skus = body.skus().stream().map(SkuBody::toDraft).toList();
        return listings.draft(caller, producer, body.content().toContent(), skus)
                .map(listing -> answer(HttpStatus.CREATED, listing));
    }

    /** List a producer's listings. In every state. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @GetMapping("/api/v1/producers/{producer}/listings")
    Mono<Page<Listing>> ofProducer(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return listings.ofProducer(caller, producer, paging.after(), paging.limit());
    }

    /**
     * Change a listing. The change needs a review; until then buyers see what was approved. SKUs that are not named any
     * more are withdrawn; without SKUs those of the listing stay.
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PutMapping("/api/v1/listings/{id}")
    Mono<ResponseEntity<Listing>> rewrite(
            Caller caller,
            @PathVariable ListingId id,
            @RequestHeader(HttpHeaders.IF_MATCH) IfMatch version,
            @Valid @RequestBody ChangeBody body) {
        return listings.rewrite(caller, id, version, body.content().toContent(), body.toChanges())
                .map(listing -> answer(HttpStatus.OK, listing));
    }

    /** Change the price of a SKU. At any time and without review; live prices stay. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PatchMapping("/api/v1/listings/{id}/skus/{sku}")
    Mono<ResponseEntity<Listing>> price(
            Caller caller,
            @PathVariable ListingId id,
            @PathVariable SkuId sku,
            @RequestHeader(HttpHeaders.IF_MATCH) IfMatch version,
            @Valid @RequestBody PriceBody body) {
        return listings.price(caller, id, sku, version, new Money(body.priceFen()))
                .map(listing -> answer(HttpStatus.OK, listing));
    }

    /** Submit a listing for review. A draft, or a change of what is listed. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/api/v1/listings/{id}/submission")
    Mono<ResponseEntity<Listing>> submit(Caller caller, @PathVariable ListingId id) {
        return listings.submit(caller, id).map(listing -> answer(HttpStatus.OK, listing));
    }

    /** Read an own listing. In any state, with the change that waits for review. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @GetMapping("/api/v1/producers/{producer}/listings/{id}")
    Mono<ResponseEntity<Listing>> manage(Caller caller, @PathVariable ProducerId producer, @PathVariable ListingId id) {
        return listings.manage(caller, producer, id).map(listing -> answer(HttpStatus.OK, listing));
    }

    /** Put an approved listing on the shelf. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/api/v1/listings/{id}/listing")
    Mono<ResponseEntity<Listing>> list(Caller caller, @PathVariable ListingId id) {
        return listings.list(caller, id).map(listing -> answer(HttpStatus.OK, listing));
    }

    /** Take a listing off the shelf. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/api/v1/listings/{id}/delisting")
    Mono<ResponseEntity<Listing>> delist(Caller caller, @PathVariable ListingId id) {
        return listings.delist(caller, id).map(listing -> answer(HttpStatus.OK, listing));
    }

    static ResponseEntity<Listing> answer(HttpStatus status, Listing listing) {
        return ResponseEntity.status(status)
                .eTag("\"" + listing.version() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(listing);
    }
}
