package org.livelihood.sale.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.address.AddressId;
import org.livelihood.sale.cart.CartKey;
import org.livelihood.sale.order.OrderController.LineBody;
import org.livelihood.sale.promotion.CouponId;
import org.livelihood.sale.promotion.Fitting;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class QuoteController {

    private final Quotes quotes;
    private final CartQuotes cartQuotes;
    private final Clock clock;

    QuoteController(Quotes quotes, CartQuotes cartQuotes, Clock clock) {
        this.quotes = quotes;
        this.cartQuotes = cartQuotes;
        this.clock = clock;
    }

    /**
     * @param couponIds of her own, to use: at most one for the goods of a producer, and one for all goods
     * @param addressId where it goes, of the buyer's book; without it her default, and without that none yet
     */
    record QuoteBody(
            @Nullable SessionId sessionId,
            @NotEmpty @Size(max = 50) List<@NotNull @Valid LineBody> lines,

            @Nullable @Size(max = OrderController.MOST_COUPONS)
            List<@NotNull CouponId> couponIds,

            @Nullable AddressId addressId) {}

    /** What is about to be bought, of the shelf or of one room. */
    record WantedBody(
            @Nullable SessionId sessionId,
            @NotEmpty @Size(max = 50) List<@NotNull @Valid LineBody> lines) {}

    /**
     * @param discountFen what it takes off by itself
     * @param flaw why it cannot be used, as a code; null if it can
     */
    record TriedView(
            CouponId couponId,
            String title,
            Money discountFen,
            @Nullable String flaw) {

        private static TriedView of(Fitting.Tried tried) {
            Reason flaw = tried.flaw();
            return new TriedView(
                    tried.coupon().id(),
                    tried.coupon().promotion().content().title(),
                    tried.off(),
                    flaw == null ? null : flaw.code());
        }
    }

    /**
     * @param items each coupon by itself, the one that takes off most first
     * @param best those that together take off most
     * @param bestDiscountFen what those take off
     */
    record FittingView(List<TriedView> items, List<CouponId> best, Money bestDiscountFen) {}

    record CartLineBody(@NotNull SkuId skuId, @Nullable SessionId sessionId) {

        private CartKey key() {
            return new CartKey(sessionId, skuId);
        }
    }

    /**
     * @param lines those that are wanted of the cart, left out for all
     * @param couponIds of her own, to use: for lines of the shelf or of one room
     * @param addressId where it goes, of the buyer's book; without it her default, and without that none yet
     */
    record CartQuoteBody(
            @Nullable @Size(min = 1, max = 100) List<@NotNull @Valid CartLineBody> lines,

            @Nullable @Size(max = OrderController.MOST_COUPONS)
            List<@NotNull CouponId> couponIds,

            @Nullable AddressId addressId) {}

    record CartQuotesView(List<QuoteView> quotes) {}

    /**
     * Quote a purchase. Of one producer or several, at the prices of now, which hold for ten minutes; with what
     * promotions take off, and what sending it costs, once it is known where it goes.
     */
    @PostMapping("/api/v1/quotes")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(Role.SHOPPER)
    Mono<QuoteView> make(Caller caller, @Valid @RequestBody QuoteBody body) {
        return quotes.make(
                        caller,
                        body.sessionId(),
                        OrderController.wanted(body.lines()),
                        OrderController.coupons(body.couponIds()),
                        body.addressId())
                .map(quote -> QuoteView.of(quote, clock.instant()));
    }

    /**
     * Try own coupons on a purchase. Which of the newest 200 that are usable can be used with it, what each takes off,
     * and which together take off most.
     */
    @PostMapping("/api/v1/quotes/coupons")
    @Allow(Role.SHOPPER)
    Mono<FittingView> fitting(Caller caller, @Valid @RequestBody WantedBody body) {
        return quotes.fitting(caller, body.sessionId(), OrderController.wanted(body.lines()))
                .map(fitting -> new FittingView(
                        fitting.coupons().stream().map(TriedView::of).toList(), fitting.best(), fitting.most()));
    }

    /** Quote the cart. What can be bought of it now: one quote for the shelf and one for each room. */
    @PostMapping("/api/v1/cart/quotes")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(Role.SHOPPER)
    Mono<CartQuotesView> ofCart(Caller caller, @Valid @RequestBody CartQuoteBody body) {
        List<CartLineBody> lines = body.lines();
        return cartQuotes
                .make(
                        caller,
                        lines == null
                                ? null
                                : lines.stream().map(CartLineBody::key).toList(),
                        OrderController.coupons(body.couponIds()),
                        body.addressId())
                .map(made -> new CartQuotesView(made.stream()
                        .map(quote -> QuoteView.of(quote, clock.instant()))
                        .toList()));
    }
}
