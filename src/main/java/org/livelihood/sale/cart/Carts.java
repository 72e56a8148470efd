package org.livelihood.sale.cart;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Face of the carts 购物车: over producers and rooms, of a buyer or of a guest. Nothing is reserved by them, and each
 * reading prices them anew.
 */
@Service
public class Carts {

    /** Most units of a line, as of an order's. */
    public static final long MOST_UNITS = 999;

    static final int MOST_LINES = 100;

    /** A guest's cart ends so long after it was changed last. */
    static final Duration GUESTS_KEEP = Duration.ofDays(30);

    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CartStore store;
    private final CartPricing pricing;
    private final Clock clock;

    Carts(CartStore store, CartPricing pricing, Clock clock) {
        this.store = store;
        this.pricing = pricing;
        this.clock = clock;
    }

    /** So many units of a line. */
    public record Units(CartKey key, long quantity) {}

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Instant since() {
        return now().minus(GUESTS_KEEP);
    }

    /** A new, empty cart for somebody who has not signed in. */
    @Transactional
    public Mono<CartOwner.Guest> open() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        CartOwner.Guest guest =
                new CartOwner.Guest(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return store.make(guest, now()).thenReturn(guest);
    }

    /**
     * The cart at the prices of now.
     *
     * @throws Refusal {@link CartReason#NOT_FOUND} for a guest's that is not or no longer there
     */
    public Mono<Cart> get(CartOwner owner) {
        return store.find(owner, since()).flatMap(pricing::priced).switchIfEmpty(none(owner));
    }

    private static Mono<Cart> none(CartOwner owner) {
        return owner instanceof CartOwner.Account ? Mono.just(Cart.EMPTY) : notFound();
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> new Refusal(CartReason.NOT_FOUND));
    }

    /**
     * Puts units in, beside those that are there; more than 999 of a line stay 999.
     *
     * @throws Refusal {@link CartReason#UNKNOWN_SKU}, TOO_MANY_LINES, NOT_FOUND
     */
    @Transactional
    public Mono<Cart> add(CartOwner owner, Units units) {
        return held(owner).flatMap(cart -> put(cart, units, true));
    }

    /** Sets how many units of a line are wanted; the price of now is the one that it is compared with. */
    @Transactional
    public Mono<Cart> set(CartOwner owner, Units units) {
        return held(owner).flatMap(cart -> put(cart, units, false));
    }

    private Mono<UUID> held(CartOwner owner) {
        return store.hold(owner, now(), since()).switchIfEmpty(notFound());
    }

    private Mono<Cart> put(UUID cart, Units units, boolean added) {
        return store.put(cart, units.key(), units.quantity(), added, now())
                .filter(written -> written == 1)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(CartReason.UNKNOWN_SKU, "skuId")))
                .then(store.count(cart))
                .filter(lines -> lines <= MOST_LINES)
                .switchIfEmpty(Mono.error(() -> new Refusal(CartReason.TOO_MANY_LINES, MOST_LINES)))
                .then(pricing.priced(cart));
    }

    /**
     * Takes lines out, all of them or none.
     *
     * @throws Refusal {@link CartReason#LINE_NOT_FOUND} when one is not there
     */
    @Transactional
    public Mono<Cart> remove(CartOwner owner, List<CartKey> keys) {
        List<CartKey> distinct = keys.stream().distinct().toList();
        return held(owner)
                .flatMap(cart -> store.remove(cart, distinct)
                        .filter(gone -> gone == distinct.size())
                        .switchIfEmpty(Mono.error(() -> new Refusal(CartReason.LINE_NOT_FOUND)))
                        .then(pricing.priced(cart)));
    }

    /**
     * What she has put in as a guest comes to the buyer's own cart, quantities of one line are added, and the guest's
     * cart is gone: asked again, there is nothing left to come.
     */
    @Transactional
    public Mono<Cart> merge(CartOwner.Account buyer, CartOwner.Guest guest) {
        return held(buyer)
                .flatMap(cart -> store.hold(guest, now(), since())
                        .flatMap(former -> store.merge(former, cart))
                        .then(Mono.defer(() -> pricing.priced(cart))));
    }

    /** Takes out what its owner has bought. */
    @Transactional
    public Mono<Void> bought(CartOwner.Account buyer, List<Units> units) {
        return store.find(buyer, since())
                .flatMap(cart -> store.hold(buyer, now(), since()).then(store.less(cart, units)));
    }

    /** Ends guests' carts whose time is over. */
    @Transactional
    public Mono<Long> forget() {
        return store.forget(since());
    }
}
