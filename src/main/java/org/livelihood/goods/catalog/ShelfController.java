package org.livelihood.goods.catalog;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.stock.StockLevel;
import org.livelihood.platform.http.KeptAnswers;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What everybody sees. Pages are kept as bytes for a second, one query at a time for each; stock and live prices are
 * never in them.
 */
@RestController
class ShelfController {

    private static final String GUEST_CACHE = "public, max-age=5, stale-while-revalidate=30";

    private final Listings listings;
    private final ShelfPages pages;
    private final KeptAnswers kept;

    ShelfController(Listings listings, ShelfPages pages, KeptAnswers kept) {
        this.listings = listings;
        this.pages = pages;
        this.kept = kept;
    }

    /** The region and all below it: the code without the levels that it leaves open. */
    private static String trimmed(String code) {
        for (int digits : new int[] {2, 4, 6, 9}) {
            if (code.substring(digits).chars().allMatch(digit -> digit == '0')) {
                return code.substring(0, digits);
            }
        }
        return code;
    }

    record LevelView(SkuId skuId, long available) {}

    record StockView(List<LevelView> items) {}

    /** A page of the shelf. */
    record ShelfView(List<Listing.Card> items, @Nullable String nextCursor) {}

    /**
     * Search the shelf. What is on sale, without stock and live prices; a page may be a second old.
     *
     * @param q words that the title holds
     * @param category only this category
     * @param origin only from this region and all below it: a code of 12 digits
     */
    @PublicEndpoint
    @GetMapping("/api/v1/listings")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShelfView.class)))
    @ApiResponse(responseCode = "304", content = @Content)
    Mono<ResponseEntity<byte[]>> search(
            @RequestParam(required = false) @Size(min = 1, max = 80) @Nullable String q,
            @RequestParam(required = false) @Size(min = 1, max = 40) @Nullable String category,
            @RequestParam(required = false) @Pattern(regexp = "[0-9]{12}") @Nullable String origin,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            ServerWebExchange exchange) {
        String text = q == null || q.isBlank() ? null : q.strip();
        String prefix = origin == null ? null : trimmed(origin);
        ShelfPages.Asked asked = new ShelfPages.Asked(text, category, prefix, producer, cursor, limit);
        return pages.get(asked)
                .doOnNext(page -> kept.keep(exchange, page.body(), () -> pages.holds(asked, page)))
                .map(page -> shown(page.etag())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(page.body()));
    }

    private static ResponseEntity.BodyBuilder shown(String etag) {
        return ResponseEntity.ok()
                .eTag(etag)
                .header(HttpHeaders.CACHE_CONTROL, GUEST_CACHE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    /** Read a listing on the shelf. */
    @PublicEndpoint
    @GetMapping("/api/v1/listings/{id}")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", content = @Content)
    Mono<ResponseEntity<Listing>> get(@PathVariable ListingId id) {
        return listings.get(id)
                .map(listing -> shown("\"" + listing.version() + "\"").body(listing));
    }

    /** Read how much of a listing is left. What can be bought now outside a live room, by SKU. */
    @PublicEndpoint
    @GetMapping("/api/v1/listings/{id}/stock")
    Mono<ResponseEntity<StockView>> stock(@PathVariable ListingId id) {
        return listings.levels(id)
                .map(levels -> ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(new StockView(
                                levels.stream().map(ShelfController::view).toList())));
    }

    private static LevelView view(StockLevel level) {
        return new LevelView(level.sku(), level.available());
    }
}
