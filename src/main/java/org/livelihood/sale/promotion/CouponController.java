package org.livelihood.sale.promotion;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.sale.promotion.PromotionBodies.CouponView;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Coupons of whoever has signed in. */
@RestController
@RequestMapping("/api/v1")
class CouponController {

    private final Coupons coupons;
    private final Clock clock;

    CouponController(Coupons coupons, Clock clock) {
        this.coupons = coupons;
        this.clock = clock;
    }

    record CodeBody(@NotBlank @Size(max = 64) String code) {}

    /** @param seconds for how long */
    record ReleaseBody(
            @NotNull PromotionId promotionId,
            @Min(1) @Max(1_000_000) int pieces,
            @Min(10) @Max(86_400) int seconds) {}

    record ReleasedView(PromotionId promotionId, int pieces, Instant until, Instant serverNow) {}

    /** @param counts how many there are in each state */
    record CountsView(Map<Coupon.State, Long> counts) {}

    /** Claim a coupon. Asked again, it is answered with the same one, until that is used. */
    @PutMapping("/promotions/{id}/coupon")
    @Allow(Role.SHOPPER)
    Mono<CouponView> claim(Caller caller, @PathVariable PromotionId id) {
        return coupons.claim(caller, id).map(this::view);
    }

    /** Claim a coupon by a code. In upper or lower case; asked again, it is answered with the same one. */
    @PostMapping("/coupons/codes")
    @Allow(Role.SHOPPER)
    Mono<CouponView> claimByCode(Caller caller, @Valid @RequestBody CodeBody body) {
        return coupons.claim(caller, body.code()).map(this::view);
    }

    /**
     * List own coupons. The newest first.
     *
     * @param state only those in this state
     */
    @GetMapping("/coupons")
    @Allow(Role.SHOPPER)
    Mono<Page<CouponView>> own(
            Caller caller, @RequestParam(required = false) Coupon.@Nullable State state, Paging paging) {
        return coupons.own(caller, state, paging.after(), paging.limit()).map(page -> page.map(this::view));
    }

    /** Count own coupons. By what has become of them. */
    @GetMapping("/coupons/counts")
    @Allow(Role.SHOPPER)
    Mono<CountsView> counts(Caller caller) {
        return coupons.counts(caller).map(CountsView::new);
    }

    /** Release coupons in a live session. So many pieces for a while, of a promotion that is given in rooms. */
    @PostMapping("/sessions/{id}/coupon-releases")
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ReleasedView>> release(
            Caller caller, @PathVariable SessionId id, Once once, @Valid @RequestBody ReleaseBody body) {
        Duration time = Duration.ofSeconds(body.seconds());
        return once.created(
                "coupon-releases",
                List.of(id, body),
                ReleasedView.class,
                () -> coupons.release(caller, id, body.promotionId(), body.pieces(), time)
                        .map(released -> new ReleasedView(
                                released.promotion(), released.pieces(), released.until(), clock.instant())));
    }

    private CouponView view(Coupon coupon) {
        return CouponView.of(coupon, clock.instant());
    }
}
