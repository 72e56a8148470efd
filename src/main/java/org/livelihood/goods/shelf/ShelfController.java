package org.livelihood.goods.shelf;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.platform.http.KeptAnswers;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What everybody finds. Answers are kept as bytes for a second, one query at a time for each. */
@RestController
class ShelfController {

    private static final int LONGEST_TEXT = 200;
    private static final long DEAREST_FEN = 1_000_000_000L;
    private static final String GUEST_CACHE = "public, max-age=5, stale-while-revalidate=30";

    private final Shelf shelf;
    private final ShelfPages pages;
    private final KeptAnswers kept;

    ShelfController(Shelf shelf, ShelfPages pages, KeptAnswers kept) {
        this.shelf = shelf;
        this.pages = pages;
        this.kept = kept;
    }

    /**
     * Search the shelf. What is on sale, without stock and live prices; a page may be a second old. Where nothing is
     * found, titles that are like it are offered.
     *
     * @param q words, in any order: Chinese by any of its characters, its pinyin or its initials, others by their
     *     beginnings
     * @param category only this category and those below it
     * @param origin only from this region and all below it: a code of 12 digits
     * @param minPriceFen only where the cheapest SKU costs at least this
     * @param maxPriceFen only where the cheapest SKU costs at most this
     * @param sort in which order; BEST is what fits the words best, or without words the newest
     */
    @PublicEndpoint
    @GetMapping("/api/v1/listings")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.Found.class)))
    @ApiResponse(responseCode = "304", content = @Content)
    Mono<ResponseEntity<byte[]>> search(
            @RequestParam(required = false) @Size(min = 1, max = LONGEST_TEXT) @Nullable String q,
            @RequestParam(required = false) @Size(min = 1, max = 40) @Nullable String category,
            @RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String origin,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Min(0) @Max(DEAREST_FEN) @Nullable Long minPriceFen,
            @RequestParam(required = false) @Min(0) @Max(DEAREST_FEN) @Nullable Long maxPriceFen,
            @RequestParam(defaultValue = "BEST") Sort sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            ServerWebExchange exchange) {
        Asked asked = new Asked(said(q), category, origin, producer, minPriceFen, maxPriceFen);
        Asked.Page page = new Asked.Page(asked, sort, cursor, limit);
        return answer(page, () -> shelf.find(page), exchange);
    }

    /**
     * Count what a search finds. By category, origin and band of prices, one level below what is asked for.
     *
     * @param q words, in any order: Chinese by any of its characters, its pinyin or its initials, others by their
     *     beginnings
     * @param category only this category and those below it
     * @param origin only from this region and all below it: a code of 12 digits
     * @param minPriceFen only where the cheapest SKU costs at least this
     * @param maxPriceFen only where the cheapest SKU costs at most this
     */
    @PublicEndpoint
    @GetMapping("/api/v1/listings/facets")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Facets.class)))
    @ApiResponse(responseCode = "304", content = @Content)
    Mono<ResponseEntity<byte[]>> facets(
            @RequestParam(required = false) @Size(min = 1, max = LONGEST_TEXT) @Nullable String q,
            @RequestParam(required = false) @Size(min = 1, max = 40) @Nullable String category,
            @RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String origin,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Min(0) @Max(DEAREST_FEN) @Nullable Long minPriceFen,
            @RequestParam(required = false) @Min(0) @Max(DEAREST_FEN) @Nullable Long maxPriceFen,
            ServerWebExchange exchange) {
        Asked asked = new Asked(said(q), category, origin, producer, minPriceFen, maxPriceFen);
        return answer(asked, () -> shelf.count(asked), exchange);
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Mono<ResponseEntity<byte[]>> answer(Record asked, Supplier<Mono<?>> answer, ServerWebExchange exchange) {
        return pages.get(asked, answer)
                .doOnNext(page -> kept.keep(exchange, page.body(), () -> pages.holds(asked, page)))
                .map(page -> ResponseEntity.ok()
                        .eTag(page.etag())
                        .header(HttpHeaders.CACHE_CONTROL, GUEST_CACHE)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(page.body()));
    }
}
