package org.livelihood.catalog;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.ListingId;
import org.livelihood.kernel.Open;
import org.livelihood.kernel.ProducerId;
import org.livelihood.stock.StockLevel;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What everybody sees. Pages are kept as bytes for a second, one query at a time for each; stock and live prices are
 * never in them.
 */
@RestController
class ShelfController {

    private static final String GUEST_CACHE = "public, max-age=5, stale-while-revalidate=30";
    private static final int PAGES_KEPT = 2_000;

    private final Listings listings;
    private final JsonMapper json;
    private final AsyncCache<Asked, byte[]> pages = Caffeine.newBuilder()
            .maximumSize(PAGES_KEPT)
            .expireAfterWrite(Duration.ofSeconds(1))
            .buildAsync();

    ShelfController(Listings listings, JsonMapper json) {
        this.listings = listings;
        this.json = json;
    }

    private record Asked(
            @Nullable String q,
            @Nullable String category,
            @Nullable String origin,
            @Nullable ProducerId producer,
            @Nullable String cursor,
            int limit) {

        Listings.Query toQuery() {
            String prefix = origin == null ? null : trimmed(origin);
            return new Listings.Query(q, category, prefix, producer, Cursor.decode(cursor), limit);
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
    }

    record LevelView(Object skuId, long available) {}

    record StockView(List<LevelView> items) {}

    @Open
    @GetMapping("/api/v1/listings")
    Mono<ResponseEntity<byte[]>> search(
            @RequestParam(required = false) @Size(min = 1, max = 80) @Nullable String q,
            @RequestParam(required = false) @Size(min = 1, max = 40) @Nullable String category,
            @RequestParam(required = false) @Pattern(regexp = "[0-9]{12}") @Nullable String origin,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        Asked asked = new Asked(q, category, origin, producer, cursor, limit);
        return Mono.fromFuture(
                        () -> pages.get(asked, (key, executor) -> read(key).toFuture()), true)
                .map(ShelfController::page);
    }

    private Mono<byte[]> read(Asked asked) {
        return Mono.fromCallable(asked::toQuery).flatMap(listings::search).map(json::writeValueAsBytes);
    }

    private static ResponseEntity<byte[]> page(byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, GUEST_CACHE)
                .body(bytes);
    }

    @Open
    @GetMapping("/api/v1/listings/{id}")
    Mono<ResponseEntity<Listing>> get(@PathVariable ListingId id) {
        return listings.get(null, id)
                .map(listing -> ResponseEntity.ok()
                        .eTag("\"" + listing.version() + "\"")
                        .header(HttpHeaders.CACHE_CONTROL, GUEST_CACHE)
                        .body(listing));
    }

    @Open
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
