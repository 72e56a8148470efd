package org.livelihood.sale.order;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
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
    private final SaleOutbox outbox;

    Settlements(
            SettlementStore store,
            OrderStore orders,
            OrderProducers producers,
            LineRefunds refunds,
            SaleOutbox outbox) {
        this.store = store;
        this.producers = producers;
        this.orders = orders;
        this.refunds = refunds;
        this.outbox = outbox;
    }

    /**
     * Money that has arrived for one order.
     *
     * @param amount what arrived for it: must be its total
     */
    public record Receipt(ProducerId producer, OrderId order, Money amount) {}

    /**
     * What goes back of a line: money and goods, each by itself.
     *
     * @param amount in fen, zero for goods alone; null for what was paid for the units that come back, or for all that
     *     is left where these are the last ones or none are named
     * @param quantity units that came back fit for sale; null for none, but for all that are left when the money of a
     *     line is refunded whole before it is packed
     * @param spoiled units that came back unfit for sale
     */
    public record Back(@Nullable Money amount, @Nullable Long quantity, long spoiled) {}

    /**
     * What became of a refund.
     *
     * @param returnedQuantity units that went back to stock with it
     */
    public record Refunded(Money amount, long returnedQuantity) {}

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
        return producers.of(all).flatMap(known -> Flux.fromIterable(OpeningLine.byProducer(wishes, known))
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
     * Settles orders within the caller's transaction, producer by producer: status, stock and outbox. An order that
     * expired holds its units again if they are still there.
     *
     * @return for each receipt whether it settled its order; if not, the money has to go back
     */
    @Transactional
    public Mono<List<Boolean>> settle(List<Receipt> receipts) {
        Map<String, List<Receipt>> byProducer = new TreeMap<>();
        receipts.forEach(receipt -> byProducer
                .computeIfAbsent(receipt.producer().toString(), producer -> new ArrayList<>())
                .add(receipt));
        return Flux.fromIterable(byProducer.values())
                .concatMap(this::settleOfOne)
                .collect(IdentityHashMap<Receipt, Boolean>::new, Map::putAll)
                .map(settled -> receipts.stream().map(settled::get).toList());
    }

    private Mono<Map<Receipt, Boolean>> settleOfOne(List<Receipt> receipts) {
        return store.settle(receipts.get(0).producer(), receipts).map(settled -> {
            Map<Receipt, Boolean> each = new IdentityHashMap<>();
            for (int i = 0; i < receipts.size(); i++) {
                each.put(receipts.get(i), settled.get(i));
            }
            return each;
        });
    }

    /** Wakes those who wait for outbox: to be called when a settlement or refund has been committed. */
    public void announce() {
        outbox.announce(1);
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
     * Units that come back fit for sale return to stock at once.
     *
     * @throws Refusal {@link OrderReason#LINE_NOT_FOUND}, {@link OrderReason#NOT_PAID},
     *     {@link OrderReason#REFUND_TOO_MUCH} or {@link OrderReason#RETURN_TOO_MANY}
     */
    @Transactional
    public Mono<Refunded> refund(Order order, OrderLineId line, Back back) {
        return refunds.refund(order, line, back);
    }
}
