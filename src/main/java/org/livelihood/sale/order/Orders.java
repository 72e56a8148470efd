package org.livelihood.sale.order;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.HttpReason;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.address.AddressId;
import org.livelihood.sale.address.AddressReason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Face of the orders 订单: placed in one step at the prices of now or at those of a quote, held until paid, cancelled or
 * expired.
 */
@Service
public class Orders {

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
    private final OrderEvents events;

    Orders(
            OrderBatcher batcher,
            OrderStore store,
            SkuProducers producers,
            OrderProducers sellers,
            Quotes quotes,
            CartQuotes cartQuotes,
            OrderAddresses addresses,
            ShippingFees fees,
            OrderEvents events) {
        this.batcher = batcher;
        this.store = store;
        this.producers = producers;
        this.sellers = sellers;
        this.quotes = quotes;
        this.cartQuotes = cartQuotes;
        this.addresses = addresses;
        this.fees = fees;
        this.events = events;
    }

    /**
     * The orders of a purchase.
     *
     * @param replayed whether the key had placed them before
     */
    public record Bought(List<Order> orders, boolean replayed) {

        public Bought {
            orders = List.copyOf(orders);
        }
    }

    /**
     * Places one order at the prices of now. Placed whole, with its units held, or refused; the transaction is that of
     * the batch in which it goes.
     *
     * @param session the livestream session it is bought in: its prices, pool and limits hold
     * @param address where it goes; null for the buyer's default, where she has one
     * @throws Refusal with an {@link OrderReason} that points at the line to blame, or
     *     {@link HttpReason#IDEMPOTENCY_KEY_REUSED} for a key that has placed another order
     */
    public Mono<Bought> place(
            Idempotency.Key key, @Nullable SessionId session, List<RequestedLine> wanted, @Nullable AddressId address) {
        return Mono.fromCallable(() -> Purchase.summed(wanted))
                .flatMap(units -> producers.of(units.keySet()).flatMap(known -> {
                    Placement.Refused flaw = flaw(List.copyOf(units.keySet()), known);
                    if (flaw != null) {
                        return placedBefore(key).switchIfEmpty(Mono.error(() -> refusal(flaw, List.of(), wanted)));
                    }
                    ProducerId producer = anyOf(known);
                    return fees.areFree(List.of(producer))
                            .flatMap(free -> free
                                    ? submit(Purchase.direct(key, session, producer, units), wanted, address)
                                    : placePriced(key, session, wanted, address));
                }));
    }

    /** Where more than the prices counts, it is all worked out first; prices that change in between are asked again. */
    private Mono<Bought> placePriced(
            Idempotency.Key key, @Nullable SessionId session, List<RequestedLine> wanted, @Nullable AddressId address) {
        Mono<Bought> atPricesOfNow = addresses
                .destination(key.caller(), address)
                .map(to -> to.orElseThrow(() -> Refusal.ofField(OrderReason.ADDRESS_NEEDED, ADDRESS)))
                .flatMap(to -> quotes.price(session, wanted, to.regionCode())
                        .flatMap(quote -> submit(Purchase.of(key, quote, null, to), wanted)));
        return placedBefore(key)
                .switchIfEmpty(atPricesOfNow.retryWhen(Retry.max(PRICINGS).filter(Orders::isDearer)));
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

    /**
     * Places what was quoted, one order a producer, all or none; refused when a price has changed since, or when it
     * goes elsewhere than was quoted and somebody takes something for sending it. A quote is bought once: asked for
     * again, also with another key, it is answered with what it bought.
     */
    public Mono<Bought> placeQuoted(Idempotency.Key key, QuoteId quote, @Nullable AddressId address) {
        return placedBefore(key)
                .switchIfEmpty(Mono.defer(() -> quotes.current(key.caller(), quote)
                        .flatMap(found -> addresses
                                .destination(key.caller(), found, address)
                                .flatMap(to -> submit(Purchase.of(key, found, quote, to.orElse(null)), List.of())))));
    }

    private Mono<Bought> placedBefore(Idempotency.Key key) {
        return store.placedWith(key).flatMap(earlier -> replay(key, earlier));
    }

    private Mono<Bought> replay(Idempotency.Key key, OrderStore.Earlier earlier) {
        if (!MessageDigest.isEqual(earlier.fingerprint(), key.fingerprint())) {
            return Mono.error(() -> new Refusal(HttpReason.IDEMPOTENCY_KEY_REUSED));
        }
        return again(key, earlier.orders());
    }

    private Mono<Bought> again(Idempotency.Key key, List<OrderId> orders) {
        return store.ofBuyer(key.caller().account(), orders)
                .collectList()
                .flatMap(found -> addresses.masked(key.caller(), found))
                .map(found -> new Bought(found, true));
    }

    /** An address that is gone when the same is asked for again is no matter: the order stands. */
    private Mono<Bought> submit(Purchase purchase, List<RequestedLine> wanted, @Nullable AddressId address) {
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

    private Mono<Bought> submit(Purchase purchase, List<RequestedLine> wanted) {
        return batcher.place(purchase).flatMap(placement -> {
            if (placement instanceof Placement.Placed placed) {
                placed.orders().forEach(order -> sellers.remember(order.id(), order.producer()));
                return outOfTheCart(purchase).thenReturn(new Bought(placed.orders(), false));
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

    /** One order, for its buyer, its producer's people and the platform; to anybody else it does not exist. */
    public Mono<Order> get(Caller caller, OrderId id) {
        return store.find(id)
                .filter(order -> mayRead(caller, order))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NOT_FOUND, id)))
                .flatMap(order -> addresses.masked(caller, order));
    }

    private static boolean mayRead(Caller caller, Order order) {
        return order.buyer().equals(caller.account())
                || caller.actsFor(order.producer(), Role.PRODUCER, Role.HOST)
                || caller.is(Role.ADMIN);
    }

    /** How many of the caller's own orders are in each state, zero for none. */
    public Mono<Map<Order.Status, Long>> counts(Caller caller) {
        return store.counts(caller.account()).map(found -> {
            Map<Order.Status, Long> counts = new EnumMap<>(Order.Status.class);
            for (Order.Status status : Order.Status.values()) {
                counts.put(status, found.getOrDefault(status, 0L));
            }
            return counts;
        });
    }

    /** The caller's own orders that are asked for, newest first. */
    public Mono<Page<Order>> own(Caller caller, OrderFilter filter, @Nullable Cursor after, int limit) {
        return store.pageOfBuyer(caller.account(), filter, after, limit + 1)
                .collectList()
                .flatMap(orders -> addresses.masked(caller, page(orders, limit)));
    }

    /** Orders that a producer's people have to see to, newest first. */
    public Mono<Page<Order>> ofProducer(
            Caller caller,
            ProducerId producer,
            @Nullable SessionId session,
            Order.@Nullable Status status,
            @Nullable Cursor after,
            int limit) {
        if (!caller.actsFor(producer, Role.PRODUCER, Role.HOST) && !caller.is(Role.ADMIN)) {
            return Mono.error(() -> new Refusal(OrderReason.PRODUCER_NOT_FOUND, producer));
        }
        return store.pageOfProducer(producer, session, status, after, limit + 1)
                .collectList()
                .flatMap(orders -> addresses.masked(caller, page(orders, limit)));
    }

    private static Page<Order> page(List<Order> orders, int limit) {
        return Page.of(
                orders, limit, order -> Cursor.of(order.placedAt(), order.id().value()));
    }

    /** Cancels the buyer's own order, before it is paid; what it held is given back. */
    @Transactional
    public Mono<Order> cancel(Caller caller, OrderId id) {
        return store.find(id)
                .filter(order -> order.buyer().equals(caller.account()))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NOT_FOUND, id)))
                .flatMap(order -> store.cancel(order.producer(), id)
                        .filter(ended -> ended == 1)
                        .delayUntil(ended -> events.cancelled(order.producer(), id)))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NOT_AWAITING_PAYMENT, id)))
                .then(store.find(id))
                .flatMap(order -> addresses.masked(caller, order));
    }
}
