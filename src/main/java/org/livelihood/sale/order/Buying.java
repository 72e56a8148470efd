package org.livelihood.sale.order;

import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.HttpReason;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.address.AddressId;
import org.livelihood.sale.address.AddressReason;
import org.livelihood.sale.address.Destination;
import org.livelihood.sale.promotion.CouponId;
import org.livelihood.sale.promotion.Promotions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** From what somebody wants to orders: priced, submitted, and answered as before where the key is known. */
@Component
class Buying {

    private static final String ADDRESS = "addressId";
    private static final int PRICINGS = 2;

    private final OrderBatcher batcher;
    private final OrderStore store;
    private final SkuProducers producers;
    private final OrderProducers sellers;
    private final Quotes quotes;
    private final CartQuotes cartQuotes;
    private final OrderAddresses addresses;
    private final ShippingFees fees;
    private final Promotions promotions;

    Buying(
            OrderBatcher batcher,
            OrderStore store,
            SkuProducers producers,
            OrderProducers sellers,
            Quotes quotes,
            CartQuotes cartQuotes,
            OrderAddresses addresses,
            ShippingFees fees,
            Promotions promotions) {
        this.batcher = batcher;
        this.store = store;
        this.producers = producers;
        this.sellers = sellers;
        this.quotes = quotes;
        this.cartQuotes = cartQuotes;
        this.addresses = addresses;
        this.fees = fees;
        this.promotions = promotions;
    }

    /** As {@link Orders#place}. Where nothing but the prices counts, nothing is worked out beforehand. */
    Mono<Orders.Bought> place(
            Idempotency.Key key,
            @Nullable SessionId session,
            List<RequestedLine> wanted,
            List<CouponId> coupons,
            @Nullable AddressId address) {
        return Mono.fromCallable(() -> Purchase.summed(wanted))
                .flatMap(units -> producers.of(units.keySet()).flatMap(known -> {
                    Placement.Refused flaw = flaw(List.copyOf(units.keySet()), known);
                    if (flaw != null) {
                        return placedBefore(key).switchIfEmpty(Mono.error(() -> refusal(flaw, List.of(), wanted)));
                    }
                    ProducerId producer = anyOf(known);
                    return isPlain(producer, units.keySet(), coupons)
                            .flatMap(plain -> plain
                                    ? submit(Purchase.direct(key, session, producer, units), wanted, address)
                                    : placePriced(key, session, wanted, coupons, address));
                }));
    }

    /** Where more than the prices counts, it is all worked out first; prices that change in between are asked again. */
    private Mono<Orders.Bought> placePriced(
            Idempotency.Key key,
            @Nullable SessionId session,
            List<RequestedLine> wanted,
            List<CouponId> coupons,
            @Nullable AddressId address) {
        Mono<Orders.Bought> atPricesOfNow = addresses
                .destination(key.caller(), address)
                .flatMap(to -> quotes.price(key.caller().account(), session, wanted, coupons, regionOf(to))
                        .doOnNext(Buying::requireComplete)
                        .flatMap(quote -> submit(Purchase.of(key, quote, null, to.orElse(null)), wanted)));
        return placedBefore(key)
                .switchIfEmpty(atPricesOfNow.retryWhen(Retry.max(PRICINGS).filter(Buying::isDearer)));
    }

    /** Whether nothing counts but the prices. */
    private Mono<Boolean> isPlain(ProducerId producer, Collection<SkuId> skus, List<CouponId> coupons) {
        return coupons.isEmpty()
                ? fees.areFree(List.of(producer))
                        .filter(free -> free)
                        .flatMap(free -> promotions.areUsual(List.of(producer), skus))
                        .defaultIfEmpty(false)
                : Mono.just(false);
    }

    private static @Nullable String regionOf(Optional<Destination> to) {
        return to.map(Destination::regionCode).orElse(null);
    }

    private static void requireComplete(Quote quote) {
        if (!quote.isComplete()) {
            throw Refusal.ofField(OrderReason.ADDRESS_NEEDED, ADDRESS);
        }
    }

    private static boolean isDearer(Throwable refusal) {
        return refusal instanceof Refusal refused && refused.reason() == OrderReason.PRICE_CHANGED;
    }

    private static ProducerId anyOf(Map<SkuId, ProducerId> known) {
        return known.values().iterator().next();
    }

    /** An order belongs to one producer: what no batch of any producer is troubled with. */
    private static Placement.@Nullable Refused flaw(List<SkuId> skus, Map<SkuId, ProducerId> known) {
        for (SkuId sku : skus) {
            if (!known.containsKey(sku)) {
                return new Placement.Refused(OrderReason.UNKNOWN_SKU.name(), sku);
            }
        }
        for (SkuId sku : skus) {
            if (!Objects.equals(known.get(sku), known.get(skus.get(0)))) {
                return new Placement.Refused(OrderReason.SEVERAL_PRODUCERS.name(), sku);
            }
        }
        return null;
    }

    /** As {@link Orders#placeQuoted}. */
    Mono<Orders.Bought> placeQuoted(Idempotency.Key key, QuoteId quote, @Nullable AddressId address) {
        return placedBefore(key)
                .switchIfEmpty(Mono.defer(() -> quotes.current(key.caller(), quote)
                        .flatMap(found -> addresses
                                .destination(key.caller(), found, address)
                                .flatMap(to -> submit(Purchase.of(key, found, quote, to.orElse(null)), List.of())))));
    }

    private Mono<Orders.Bought> placedBefore(Idempotency.Key key) {
        return store.placedWith(key).flatMap(earlier -> replay(key, earlier));
    }

    private Mono<Orders.Bought> replay(Idempotency.Key key, OrderStore.Earlier earlier) {
        if (!MessageDigest.isEqual(earlier.fingerprint(), key.fingerprint())) {
            return Mono.error(() -> new Refusal(HttpReason.IDEMPOTENCY_KEY_REUSED));
        }
        return again(key, earlier.orders());
    }

    private Mono<Orders.Bought> again(Idempotency.Key key, List<OrderId> orders) {
        return store.ofBuyer(key.caller().account(), orders)
                .collectList()
                .flatMap(found -> addresses.masked(key.caller(), found))
                .map(found -> new Orders.Bought(found, true));
    }

    /** An address that is gone when the same is asked for again is no matter: the order stands. */
    private Mono<Orders.Bought> submit(Purchase purchase, List<RequestedLine> wanted, @Nullable AddressId address) {
        if (address == null) {
            return submit(purchase, wanted);
        }
        Idempotency.Key key = purchase.key();
        return addresses
                .chosen(key.caller(), address)
                .map(purchase::to)
                .flatMap(addressed -> submit(addressed, wanted))
                .switchIfEmpty(Mono.defer(() -> placedBefore(key)))
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(AddressReason.NOT_FOUND, ADDRESS)));
    }

    private Mono<Orders.Bought> submit(Purchase purchase, List<RequestedLine> wanted) {
        return batcher.place(purchase).flatMap(placement -> {
            if (placement instanceof Placement.Placed placed) {
                placed.orders().forEach(order -> sellers.remember(order.id(), order.producer()));
                return outOfTheCart(purchase).thenReturn(new Orders.Bought(placed.orders(), false));
            }
            if (placement instanceof Placement.Replayed replayed) {
                return again(purchase.key(), replayed.orders());
            }
            return Mono.error(() -> refusal((Placement.Refused) placement, purchase.skus(), wanted));
        });
    }

    /** Who buys in one step has not been at her cart. */
    private Mono<Void> outOfTheCart(Purchase purchase) {
        return purchase.quote() == null ? Mono.empty() : cartQuotes.bought(purchase);
    }

    /** Says which of the articles is to blame by its place in the request, or in the quote that is bought. */
    private static Refusal refusal(Placement.Refused refused, List<SkuId> quoted, List<RequestedLine> wanted) {
        Reason reason = switch (refused.outcome()) {
            case "KEY_REUSED" -> HttpReason.IDEMPOTENCY_KEY_REUSED;
            case "KEY_IN_FLIGHT" -> HttpReason.IDEMPOTENCY_KEY_IN_FLIGHT;
            default -> OrderReason.valueOf(refused.outcome().toUpperCase(Locale.ROOT));
        };
        SkuId sku = refused.sku();
        if (sku == null) {
            return new Refusal(reason);
        }
        if (wanted.isEmpty()) {
            return new Refusal(reason, quoted.indexOf(sku) + 1);
        }
        int at = wanted.stream().map(RequestedLine::sku).toList().indexOf(sku);
        return Refusal.ofField(reason, "lines[" + at + "].skuId", at + 1);
    }
}
