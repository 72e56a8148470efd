package org.livelihood.order;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.http.Idempotency;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.Page;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Role;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;
import org.livelihood.order.Order.Refunded;
import org.livelihood.order.Order.Settlement;
import org.livelihood.order.Order.Wanted;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the orders: placed on the hot path, ended or settled by conditional transitions. */
@Service
public class Orders {

    private static final int EXPIRED_AT_ONCE = 200;

    private final OrderStore store;
    private final OrderBatcher batcher;
    private final Quotes quotes;
    private final Sales sales;
    private final Clock clock;

    Orders(OrderStore store, OrderBatcher batcher, Quotes quotes, Sales sales, Clock clock) {
        this.store = store;
        this.batcher = batcher;
        this.quotes = quotes;
        this.sales = sales;
        this.clock = clock;
    }

    /** Orders of one request; replayed when an earlier request with the same key placed them. */
    public record Placed(List<Order> orders, boolean replayed) {}

    /** Buys at once: prices are those of now, in the room or outside of it. One producer. */
    public Mono<Placed> place(Idempotency.Key key, @Nullable SessionId session, List<Wanted> wanted) {
        Map<SkuId, Long> summed = new LinkedHashMap<>();
        wanted.forEach(line -> summed.merge(line.sku(), line.quantity(), Math::addExact));
        List<Placing.PartLine> lines = summed.entrySet().stream()
                .map(line -> new Placing.PartLine(OrderLineId.next(), line.getKey(), line.getValue(), null))
                .toList();
        return place(new Placing(key, session, List.of(new Placing.Part(OrderId.next(), lines))));
    }

    /** Buys what was quoted, at the quoted prices or not at all; one order a producer. */
    public Mono<Placed> placeQuoted(Idempotency.Key key, UUID quote) {
        return quotes.placing(key, quote).flatMap(this::place);
    }

    private Mono<Placed> place(Placing placing) {
        return batcher.place(placing).flatMap(outcome -> {
            RuntimeException refusal = outcome.refusal();
            List<OrderId> replayed = outcome.replayed();
            if (refusal != null) {
                return Mono.error(refusal);
            }
            return replayed == null
                    ? Mono.just(new Placed(outcome.orders(), false))
                    : store.byIds(replayed).collectList().map(orders -> new Placed(orders, true));
        });
    }

    /** For its buyer, its producer and hosts, and those who check it; to others it does not exist. */
    public Mono<Order> get(Caller caller, OrderId id) {
        return store.byIds(List.of(id))
                .next()
                .filter(order -> order.buyer().equals(caller.account())
                        || caller.isAny(Role.ADMIN, Role.AUDITOR)
                        || caller.actsFor(order.producer(), Role.PRODUCER, Role.HOST))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NOT_FOUND, id)));
    }

    /** The caller's own orders, newest first. */
    public Mono<Page<Order>> own(Caller caller, @Nullable Cursor after, int limit) {
        return store.ofBuyer(caller.account(), after, limit + 1)
                .collectList()
                .map(rows -> Page.of(rows, limit, Orders::placeOf));
    }

    /** A producer's orders, newest first: the host's work list. */
    public Mono<Page<Order>> ofProducer(
            Caller caller,
            ProducerId producer,
            @Nullable SessionId session,
            Order.@Nullable Status status,
            @Nullable Cursor after,
            int limit) {
        if (!caller.isAny(Role.ADMIN, Role.AUDITOR) && !caller.actsFor(producer, Role.PRODUCER, Role.HOST)) {
            return Mono.error(() -> new Refusal(OrderReason.NOT_FOUND, producer));
        }
        return store.ofProducer(producer, session, status, after, limit + 1)
                .collectList()
                .map(rows -> Page.of(rows, limit, Orders::placeOf));
    }

    private static Cursor placeOf(Order order) {
        return Cursor.of(0, order.id().value());
    }

    /** The buyer changes her mind before she has paid; stock and limits get back what she held. */
    @Transactional
    public Mono<Order> cancel(Caller caller, OrderId id) {
        return ownOrder(caller, id)
                .flatMap(order -> store.cancel(order.producer(), id, clock.instant()))
                .filter(ended -> ended == 1)
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NOT_AWAITING_PAYMENT, id)))
                .then(Mono.defer(() -> store.byIds(List.of(id)).next()));
    }

    private Mono<Order> ownOrder(Caller caller, OrderId id) {
        return get(caller, id)
                .filter(order -> order.buyer().equals(caller.account()))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NOT_FOUND, id)));
    }

    /** Ends orders whose time is over. How many. */
    @Transactional
    public Mono<Integer> expireDue() {
        return store.expire(clock.instant(), EXPIRED_AT_ONCE);
    }

    /** The caller's orders that wait for payment, held from expiring while a payment is open. */
    @Transactional
    public Mono<List<Order>> holdForPayment(Caller caller, Collection<OrderId> ids) {
        return store.byIds(ids)
                .filter(order -> order.buyer().equals(caller.account()))
                .collectList()
                .flatMap(orders -> requireAll(orders, ids))
                .flatMap(orders -> store.hold(settlements(orders), 1).thenReturn(orders));
    }

    private static Mono<List<Order>> requireAll(List<Order> orders, Collection<OrderId> ids) {
        for (OrderId id : ids) {
            Order found = orders.stream()
                    .filter(order -> order.id().equals(id))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return Mono.error(() -> new Refusal(OrderReason.NOT_FOUND, id));
            }
            if (found.status() != Order.Status.AWAITING_PAYMENT) {
                return Mono.error(() -> new Refusal(OrderReason.NOT_AWAITING_PAYMENT, id));
            }
        }
        return Mono.just(orders);
    }

    private static List<Settlement> settlements(List<Order> orders) {
        return orders.stream()
                .map(order -> new Settlement(order.producer(), order.id(), order.totalFen()))
                .toList();
    }

    /** A payment is open no more: its orders may expire. */
    @Transactional
    public Mono<Void> letGo(List<Settlement> orders) {
        return store.hold(orders, -1);
    }

    /** Money has arrived: for each order whether it is paid by it (true), or the money must go back (false). */
    @Transactional
    public Mono<List<Boolean>> settle(List<Settlement> settlements) {
        return store.settle(settlements, clock.instant()).collectList();
    }

    /**
     * Takes money of a paid line back, all that is left for null. Refused with NOT_FOUND, NOT_PAID, REFUND_TOO_MUCH.
     */
    @Transactional
    public Mono<Refunded> refund(ProducerId producer, OrderId order, OrderLineId line, @Nullable Money amount) {
        return store.refund(producer, order, line, amount)
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NOT_FOUND, line)))
                .flatMap(result -> switch (result.outcome()) {
                    case "REFUNDED" -> Mono.just(new Refunded(result.amount(), result.returnedQuantity()));
                    case "NOT_PAID" -> Mono.error(() -> new Refusal(OrderReason.NOT_PAID, order));
                    default ->
                        Mono.error(() -> new Refusal(
                                OrderReason.REFUND_TOO_MUCH, result.amount().fen()));
                });
    }

    /** Tells those who attribute that lines wait; called after commit. */
    public void announceSales(long lines) {
        sales.announce(lines);
    }
}
