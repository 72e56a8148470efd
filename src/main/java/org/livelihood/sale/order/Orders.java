package org.livelihood.sale.order;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.HttpReason;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.sale.address.AddressId;
import org.livelihood.sale.promotion.CouponId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Face of the orders 订单: placed in one step at the prices of now or at those of a quote, held until paid, cancelled or
 * expired.
 */
@Service
public class Orders {

    private final Buying buying;
    private final OrderStore store;
    private final OrderAddresses addresses;
    private final OrderEvents events;

    Orders(Buying buying, OrderStore store, OrderAddresses addresses, OrderEvents events) {
        this.buying = buying;
        this.store = store;
        this.addresses = addresses;
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
     * @param coupons to use, at most one for the producer's goods and one for all goods
     * @param address where it goes; null for the buyer's default, where she has one
     * @throws Refusal with an {@link OrderReason} that points at the line to blame, or
     *     {@link HttpReason#IDEMPOTENCY_KEY_REUSED} for a key that has placed another order
     */
    public Mono<Bought> place(
            Idempotency.Key key,
            @Nullable SessionId session,
            List<RequestedLine> wanted,
            List<CouponId> coupons,
            @Nullable AddressId address) {
        return buying.place(key, session, wanted, coupons, address);
    }

    /**
     * Places what was quoted, one order a producer, all or none; refused when a price has changed since, or when it
     * goes elsewhere than was quoted and somebody takes something for sending it. A quote is bought once: asked for
     * again, also with another key, it is answered with what it bought.
     */
    public Mono<Bought> placeQuoted(Idempotency.Key key, QuoteId quote, @Nullable AddressId address) {
        return buying.placeQuoted(key, quote, address);
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

    /**
     * Cancels the buyer's own order, before it is paid; what it held is given back.
     *
     * @param why null where she does not say
     */
    @Transactional
    public Mono<Order> cancel(Caller caller, OrderId id, @Nullable Cancellation why) {
        return store.find(id)
                .filter(order -> order.buyer().equals(caller.account()))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NOT_FOUND, id)))
                .filterWhen(order -> store.cancel(order.producer(), id).map(ended -> ended == 1))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NOT_AWAITING_PAYMENT, id)))
                .delayUntil(order -> events.cancelled(order.producer(), id))
                .delayUntil(order -> why == null ? Mono.empty() : store.sayWhy(order, why))
                .then(store.find(id))
                .flatMap(order -> addresses.masked(caller, order));
    }
}
