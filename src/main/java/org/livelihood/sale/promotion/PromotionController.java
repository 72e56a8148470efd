package org.livelihood.sale.promotion;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.IfMatch;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.sale.promotion.PromotionBodies.KeptView;
import org.livelihood.sale.promotion.PromotionBodies.PromotionBody;
import org.livelihood.sale.promotion.PromotionBodies.PromotionView;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Promotions as those keep them who bear them, and as everybody finds them. */
@RestController
@RequestMapping("/api/v1/promotions")
class PromotionController {

    private static final String GUEST_CACHE = "public, max-age=5, stale-while-revalidate=30";
    private static final int HEX_DIGITS_OF_A_TAG = 32;

    private final PromotionDesk desk;
    private final Coupons coupons;
    private final SpecialPrices prices;

    PromotionController(PromotionDesk desk, Coupons coupons, SpecialPrices prices) {
        this.desk = desk;
        this.coupons = coupons;
        this.prices = prices;
    }

    record OfferedView(List<PromotionView> items) {}

    /**
     * List coupons that can be claimed. By a tap, now: those of the platform and of what is named. How many are left is
     * not told.
     *
     * @param listing also those for this listing, with its producer
     * @param session also those for this live session, and those that are released in it, with its producer
     */
    @GetMapping
    @PublicEndpoint
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", content = @Content)
    Mono<ResponseEntity<OfferedView>> offered(
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Nullable ListingId listing,
            @RequestParam(required = false) @Nullable SessionId session) {
        return coupons.offered(producer, listing, session)
                .map(found -> ResponseEntity.ok()
                        .eTag(tag(found, Promotion::id))
                        .header(HttpHeaders.CACHE_CONTROL, GUEST_CACHE)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                        .body(new OfferedView(
                                found.stream().map(PromotionView::of).toList())));
    }

    /** What is published says the same for ever: which ones there are is all that changes. */
    private static <T> String tag(List<T> found, Function<T, ?> id) {
        String ids = found.stream().map(id).toList().toString();
        byte[] digest = Sha256.of(ids.getBytes(StandardCharsets.UTF_8));
        return "\"" + HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS_OF_A_TAG) + "\"";
    }

    record OfferedPricesView(List<PriceController.PriceView> items) {}

    /**
     * List a producer's special prices as buyers see them. Those that hold now and those to come; of those that hold a
     * buyer pays the lowest, unless the usual price or that of a room is lower.
     *
     * @param producer whose
     */
    @GetMapping("/prices")
    @PublicEndpoint
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", content = @Content)
    Mono<ResponseEntity<OfferedPricesView>> prices(@RequestParam ProducerId producer) {
        return prices.offered(producer)
                .map(found -> ResponseEntity.ok()
                        .eTag(tag(found, SpecialPrice::id))
                        .header(HttpHeaders.CACHE_CONTROL, GUEST_CACHE)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                        .body(new OfferedPricesView(found.stream()
                                .map(PriceController.PriceView::of)
                                .toList())));
    }

    /**
     * List the promotions that one keeps. Of a producer, or without one those of the platform; drafts and ended ones
     * too, with how many are claimed and used. The newest first.
     */
    @GetMapping("/kept")
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    Mono<Page<KeptView>> kept(
            Caller caller, @RequestParam(required = false) @Nullable ProducerId producer, Paging paging) {
        return desk.list(caller, producer, paging.after(), paging.limit()).map(page -> page.map(KeptView::of));
    }

    /** Draft a promotion. Whoever bears it decides: the producer, the host of a session, or the platform. */
    @PostMapping
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<KeptView>> draft(Caller caller, Once once, @Valid @RequestBody PromotionBody body) {
        return once.created(
                "promotions",
                body,
                KeptView.class,
                () -> desk.draft(caller, body.content(), body.bearer().kind()).map(KeptView::of));
    }

    /** Write a draft anew. What is published cannot be changed, only ended. */
    @PutMapping("/{id}")
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    Mono<ResponseEntity<KeptView>> change(
            Caller caller,
            @PathVariable PromotionId id,
            @RequestHeader(HttpHeaders.IF_MATCH) IfMatch version,
            @Valid @RequestBody PromotionBody body) {
        return desk.change(caller, id, version, body.content(), body.bearer().kind())
                .map(PromotionController::answer);
    }

    /** Agree to bear a promotion. The host of the session that it is for. */
    @PostMapping("/{id}/agreement")
    @Allow({Role.SHOPPER, Role.HOST})
    Mono<ResponseEntity<KeptView>> agree(Caller caller, @PathVariable PromotionId id) {
        return desk.agree(caller, id).map(PromotionController::answer);
    }

    /** Publish a promotion. From now on its terms stand, and coupons can be claimed in their time. */
    @PostMapping("/{id}/publication")
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    Mono<ResponseEntity<KeptView>> publish(
            Caller caller, @PathVariable PromotionId id, @RequestHeader(HttpHeaders.IF_MATCH) IfMatch version) {
        return desk.publish(caller, id, version).map(PromotionController::answer);
    }

    /** End a promotion. Nobody gets another coupon; those that were claimed hold. */
    @PostMapping("/{id}/end")
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    Mono<ResponseEntity<KeptView>> end(
            Caller caller,
            @PathVariable PromotionId id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable IfMatch version) {
        return desk.end(caller, id, IfMatch.orAnything(version)).map(PromotionController::answer);
    }

    private static ResponseEntity<KeptView> answer(PromotionStore.Counted counted) {
        return ResponseEntity.ok()
                .eTag("\"" + counted.promotion().version() + "\"")
                .body(KeptView.of(counted));
    }
}
