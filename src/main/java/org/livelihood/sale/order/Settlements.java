package org.livelihood.sale.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.AfterCommit;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What orders are owed, as payments see it: payments are opened over orders, settle them, and are paid back. */
@Service
public class Settlements {

    private final SettlementStore store;
    private final OrderStore orders;
    private final OrderProducers producers;
    private final LineRefunds refunds;
    private final DiscountStore discounts;
    private final SaleOutbox outbox;
    private final OrderEvents events;

    Settlements(
            SettlementStore store,
            OrderStore orders,
            OrderProducers producers,
            LineRefunds refunds,
            DiscountStore discounts,
            SaleOutbox outbox,
            OrderEvents events) {
        this.store = store;
        this.producers = producers;
        this.orders = orders;
        this.refunds = refunds;
        this.discounts = discounts;
        this.outbox = outbox;
        this.events = events;
    }

    /** Whose orders these are; an unknown one is left out. */
    public Mono<Map<OrderId, ProducerId>> producers(List<OrderId> ids) {
        return producers.of(ids);
    }

    /**
     * Opens payments over the buyers' own orders, producer by producer: while one is open its orders do not expire. A
     * wish that is refused leaves the others as they are; of one over several producers, the caller rolls back what
     * some of them have granted.
     *
     * @return an answer for each wish, in order
     */
    @Transactional
    public Mono<List<Awaited>> open(List<Awaited.Wish> wishes) {
        List<OrderId> all =
                wishes.stream().flatMap(wish -> wish.orders().stream()).toList();
        return producers
                .of(all)
                .flatMap(known -> Flux.fromIterable(OpeningLine.byProducer(wishes, known))
                        .concatMap(store::open)
                        .collectList()
                        .map(opened -> OpeningLine.answers(wishes, opened)));
    }

    /** The payment is closed at its provider: its orders may expire again. */
    @Transactional
    public Mono<Void> close(List<OrderId> ids) {
        return store.close(ids);
    }

    /**
     * Settles orders within the caller's transaction, producer by producer: status, stock and outbox, whose readers are
     * woken when it is committed. An order that expired holds its units again if they are still there.
     *
     * @return for each receipt what became of it
     */
    @Transactional
    public Mono<List<Settled>> settle(List<OrderReceipt> receipts) {
        Map<String, List<OrderReceipt>> byProducer = new TreeMap<>();
        receipts.forEach(receipt -> byProducer
                .computeIfAbsent(receipt.producer().toString(), producer -> new ArrayList<>())
                .add(receipt));
        return Flux.fromIterable(byProducer.values())
                .concatMap(this::settleOfOne)
                .collect(IdentityHashMap<OrderReceipt, Settled>::new, Map::putAll)
                .delayUntil(settled -> AfterCommit.run(outbox::announce))
                .map(settled -> receipts.stream().map(settled::get).toList());
    }

    private Mono<Map<OrderReceipt, Settled>> settleOfOne(List<OrderReceipt> receipts) {
        ProducerId producer = receipts.get(0).producer();
        return store.settle(producer, receipts)
                .flatMap(rows -> borne(producer, receipts, rows).map(borne -> {
                    Map<OrderReceipt, Settled> each = new IdentityHashMap<>();
                    for (int i = 0; i < receipts.size(); i++) {
                        SettlementStore.Row row = rows.get(i);
                        each.put(
                                receipts.get(i),
                                new Settled(
                                        row.paid(),
                                        row.shipping(),
                                        borne.getOrDefault(receipts.get(i).order(), Map.of())));
                    }
                    return each;
                }));
    }

    /** Asked only where something was taken off. */
    private Mono<Map<OrderId, Map<Party, Money>>> borne(
            ProducerId producer, List<OrderReceipt> receipts, List<SettlementStore.Row> rows) {
        List<OrderId> discounted = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).paid() && rows.get(i).discount().isPositive())
                .mapToObj(i -> receipts.get(i).order())
                .toList();
        return discounted.isEmpty()
                ? Mono.just(Map.of())
                : discounts
                        .borne(producer, discounted)
                        .collect(
                                HashMap::new,
                                (orders, one) -> orders.computeIfAbsent(one.order(), order -> new HashMap<>())
                                        .merge(one.bearer(), one.amount(), Money::plus));
    }

    /** One order, for who sees to it that the caller may know of it. */
    public Mono<Order> order(OrderId id) {
        return orders.find(id);
    }

    /** The order as it stands now, kept from other refunds of it until the caller's transaction ends. */
    @Transactional
    public Mono<Order> locked(Order order) {
        return refunds.lock(order).then(Mono.defer(() -> orders.find(order.id())));
    }

    /**
     * Takes money of a paid line back, and goods of it, within the caller's transaction; who may is the caller's care.
     * Units that come back fit for sale return to stock at once. When all money of its lines is back before anything is
     * packed, so is what sending cost.
     *
     * @throws Refusal {@link OrderReason#LINE_NOT_FOUND}, {@link OrderReason#NOT_PAID},
     *     {@link OrderReason#REFUND_TOO_MUCH} or {@link OrderReason#RETURN_TOO_MANY}
     */
    @Transactional
    public Mono<TakenBack> refund(Order order, OrderLineId line, RefundRequest back) {
        return refunds.refund(order, line, back)
                .delayUntil(refunded -> events.refunded(order, line))
                .delayUntil(refunded -> AfterCommit.run(outbox::announce));
    }

    /**
     * Takes back what sending an order cost, within the caller's transaction; who may is the caller's care.
     *
     * @param amount null for all that is left of it
     * @return what goes back
     * @throws Refusal {@link OrderReason#NOT_PAID} or {@link OrderReason#REFUND_TOO_MUCH}
     */
    @Transactional
    public Mono<Money> refundShipping(Order order, @Nullable Money amount) {
        return refunds.shipping(order, amount);
    }
}
