package org.livelihood.goods.catalog;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.livelihood.goods.stock.StockLevel;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One listing, as everybody sees it. Stock changes with every order, so it has an address of its own. */
@RestController
class ShownController {

    private static final String GUEST_CACHE = "public, max-age=5, stale-while-revalidate=30";

    private final Listings listings;

    ShownController(Listings listings) {
        this.listings = listings;
    }

    record LevelView(SkuId skuId, long available) {}

    /** @param sold units of the listing that were paid and not given back */
    record StockView(List<LevelView> items, long sold) {}

    /** Read a listing on the shelf. */
    @PublicEndpoint
    @GetMapping("/api/v1/listings/{id}")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", content = @Content)
    Mono<ResponseEntity<Listing>> get(@PathVariable ListingId id) {
        return listings.get(id)
                .map(listing -> ResponseEntity.ok()
                        .eTag("\"" + listing.version() + "\"")
                        .header(HttpHeaders.CACHE_CONTROL, GUEST_CACHE)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                        .body(listing));
    }

    /** Read how much of a listing is left. What can be bought now outside a live room, by SKU, and what was sold. */
    @PublicEndpoint
    @GetMapping("/api/v1/listings/{id}/stock")
    Mono<ResponseEntity<StockView>> stock(@PathVariable ListingId id) {
        return listings.levels(id)
                .map(levels -> ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(view(levels)));
    }

    private static StockView view(List<StockLevel> levels) {
        List<LevelView> general = levels.stream()
                .filter(level -> level.session() == null)
                .map(level -> new LevelView(level.sku(), level.available()))
                .toList();
        return new StockView(
                general, levels.stream().mapToLong(StockLevel::sold).sum());
    }
}
