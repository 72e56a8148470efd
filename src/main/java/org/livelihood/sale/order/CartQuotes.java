package org.livelihood.sale.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.sale.address.AddressId;
import org.livelihood.sale.cart.Cart;
import org.livelihood.sale.cart.CartKey;
import org.livelihood.sale.cart.CartLine;
import org.livelihood.sale.cart.CartOwner;
import org.livelihood.sale.cart.CartReason;
import org.livelihood.sale.cart.Carts;
import org.livelihood.sale.promotion.CouponId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From a cart to quotes, and out of the cart again when they are bought. */
@Component
class CartQuotes {

    private final Carts carts;
    private final Quotes quotes;

    CartQuotes(Carts carts, Quotes quotes) {
        this.carts = carts;
        this.quotes = quotes;
    }

    /**
     * Quotes of what can be bought, one for the shelf and one for each room; what cannot be bought now stays behind.
     *
     * @param wanted lines of the cart, null for all
     * @param coupons to use; for lines of one room, or of the shelf
     * @param address where it goes; null for the buyer's default, where she has one
     * @throws Refusal {@link CartReason#NOTHING_TO_BUY}, {@link OrderReason#COUPONS_FOR_SEVERAL}
     */
    @Transactional
    public Mono<List<Quote>> make(
            Caller caller, @Nullable List<CartKey> wanted, List<CouponId> coupons, @Nullable AddressId address) {
        return carts.get(new CartOwner.Account(caller.account()))
                .map(cart -> bySession(cart, wanted))
                .filter(rooms -> !rooms.isEmpty())
                .switchIfEmpty(Mono.error(() -> new Refusal(CartReason.NOTHING_TO_BUY)))
                .doOnNext(rooms -> requireOneRoom(rooms.size(), coupons))
                .flatMapIterable(Map::entrySet)
                .concatMap(room -> quotes.make(caller, room.getKey().orElse(null), room.getValue(), coupons, address))
                .collectList();
    }

    /** Each room has a quote of its own: which of them a coupon is for would be a guess. */
    private static void requireOneRoom(int rooms, List<CouponId> coupons) {
        if (rooms > 1 && !coupons.isEmpty()) {
            throw Refusal.ofField(OrderReason.COUPONS_FOR_SEVERAL, "couponIds");
        }
    }

    private static Map<Optional<SessionId>, List<RequestedLine>> bySession(Cart cart, @Nullable List<CartKey> wanted) {
        Map<Optional<SessionId>, List<RequestedLine>> rooms = new LinkedHashMap<>();
        for (CartLine line : cart.lines()) {
            if (line.buyable() && (wanted == null || wanted.contains(line.key()))) {
                rooms.computeIfAbsent(Optional.ofNullable(line.key().session()), room -> new ArrayList<>())
                        .add(new RequestedLine(line.key().sku(), line.quantity()));
            }
        }
        return rooms;
    }

    /**
     * Takes out of the buyer's cart what she has bought by a quote. The orders stand by then: a line that stays in the
     * cart because this fails does no harm.
     */
    Mono<Void> bought(Purchase purchase) {
        return Flux.fromIterable(purchase.parts())
                .flatMapIterable(Purchase.Part::items)
                .map(item -> new Carts.Units(new CartKey(purchase.session(), item.sku()), item.quantity()))
                .collectList()
                .flatMap(units -> carts.bought(new CartOwner.Account(purchase.buyer()), units))
                .onErrorComplete();
    }
}
