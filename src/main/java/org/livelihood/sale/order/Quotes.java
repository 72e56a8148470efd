package org.livelihood.sale.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.address.AddressId;
import org.livelihood.sale.address.Destination;
import org.livelihood.sale.promotion.Basket;
import org.livelihood.sale.promotion.CouponId;
import org.livelihood.sale.promotion.Fitting;
import org.livelihood.sale.promotion.LineDiscount;
import org.livelihood.sale.promotion.Promotions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the quotes: prices a purchase, and remembers for ten minutes what it said. */
@Service
public class Quotes {

    private static final Duration VALID = Duration.ofMinutes(10);

    private final QuoteStore store;
    private final Promotions promotions;
    private final ShippingFees fees;
    private final OrderAddresses addresses;
    private final Clock clock;

    Quotes(QuoteStore store, Promotions promotions, ShippingFees fees, OrderAddresses addresses, Clock clock) {
        this.store = store;
        this.promotions = promotions;
        this.fees = fees;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * Prices of now for the wanted SKUs, what promotions take off them, and what sending them costs; refused as the
     * order itself would be when one cannot be sold, or is not sent there, or when a coupon cannot be used.
     *
     * @param address where it goes; null for the buyer's default, where she has one
     */
    @Transactional
    public Mono<Quote> make(
            Caller caller,
            @Nullable SessionId session,
            List<RequestedLine> wanted,
            List<CouponId> coupons,
            @Nullable AddressId address) {
        return addresses
                .destination(caller, address)
                .flatMap(to -> price(
                        caller.account(),
                        session,
                        wanted,
                        coupons,
                        to.map(Destination::regionCode).orElse(null)))
                .delayUntil(quote -> store.save(caller.account(), quote));
    }

    /** The same, for who buys at once: nothing of it is kept. */
    Mono<Quote> price(
            AccountId buyer,
            @Nullable SessionId session,
            List<RequestedLine> wanted,
            List<CouponId> coupons,
            @Nullable String region) {
        Instant expires = clock.instant().plus(VALID).truncatedTo(ChronoUnit.MICROS);
        return items(session, wanted)
                .flatMap(items -> promotions
                        .price(new Basket(buyer, session, basket(items)), coupons)
                        .map(taken -> less(items, taken)))
                .flatMap(items -> fees.of(items, region)
                        .map(shipping ->
                                new Quote(QuoteId.next(), session, expires, region, items, coupons, shipping)));
    }

    private Mono<List<Quote.Item>> items(@Nullable SessionId session, List<RequestedLine> wanted) {
        return Mono.fromCallable(() -> Purchase.summed(wanted))
                .flatMap(units ->
                        store.offers(session, List.copyOf(units.keySet())).map(offers -> items(units, offers, wanted)));
    }

    private static List<Basket.Line> basket(List<Quote.Item> items) {
        return items.stream()
                .map(item ->
                        new Basket.Line(item.producer(), item.listing(), item.sku(), item.price(), item.quantity()))
                .toList();
    }

    private static List<Quote.Item> less(List<Quote.Item> items, List<LineDiscount> taken) {
        List<Quote.Item> less = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            int line = i;
            less.add(items.get(i)
                    .less(taken.stream()
                            .filter(one -> one.line() == line)
                            .map(one -> new Discount(one.promotion(), one.bearer(), one.amount()))
                            .toList()));
        }
        return less;
    }

    private static List<Quote.Item> items(
            Map<SkuId, Long> units, Map<SkuId, QuoteStore.Offer> offers, List<RequestedLine> wanted) {
        List<Quote.Item> items = new ArrayList<>();
        units.forEach((sku, quantity) -> {
            QuoteStore.Offer offer = offers.get(sku);
            OrderReason flaw = offer == null ? OrderReason.UNKNOWN_SKU : offer.flaw();
            if (offer == null || flaw != null) {
                int at = wanted.stream().map(RequestedLine::sku).toList().indexOf(sku);
                throw Refusal.ofField(flaw == null ? OrderReason.UNKNOWN_SKU : flaw, "lines[" + at + "].skuId", at + 1);
            }
            items.add(new Quote.Item(
                    offer.producer(),
                    offer.listing(),
                    sku,
                    offer.title(),
                    offer.option(),
                    offer.price(),
                    quantity,
                    offer.grams(),
                    List.of()));
        });
        return items;
    }

    /** Which of the caller's coupons could be used with a purchase, at the prices of now; nothing of it is kept. */
    Mono<Fitting> fitting(Caller caller, @Nullable SessionId session, List<RequestedLine> wanted) {
        return items(session, wanted)
                .flatMap(items -> promotions.fitting(new Basket(caller.account(), session, basket(items))));
    }

    /** What the buyer was told, while it holds. */
    Mono<Quote> current(Caller buyer, QuoteId id) {
        return store.find(buyer.account(), id)
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.QUOTE_NOT_FOUND, id)))
                .filter(quote -> quote.expiresAt().isAfter(clock.instant()))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.QUOTE_EXPIRED, id)));
    }
}
