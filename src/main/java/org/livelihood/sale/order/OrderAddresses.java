package org.livelihood.sale.order;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.sale.address.Address;
import org.livelihood.sale.address.AddressId;
import org.livelihood.sale.address.AddressReason;
import org.livelihood.sale.address.Addresses;
import org.livelihood.sale.address.Destination;
import org.livelihood.sale.address.FrozenAddresses;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Where orders go: for the buyer and for those who pack, who are the producer's own people; for nobody else. */
@Component
class OrderAddresses {

    private static final String ADDRESS = "addressId";

    private final OrderStore store;
    private final OrderHoldStore holds;
    private final Addresses addresses;
    private final FrozenAddresses frozen;
    private final ShippingFees fees;

    OrderAddresses(
            OrderStore store, OrderHoldStore holds, Addresses addresses, FrozenAddresses frozen, ShippingFees fees) {
        this.store = store;
        this.holds = holds;
        this.addresses = addresses;
        this.frozen = frozen;
        this.fees = fees;
    }

    private static boolean maySee(Caller caller, Order order) {
        return isOf(caller, order) || caller.actsFor(order.producer(), Role.PRODUCER);
    }

    private static boolean isOf(Caller buyer, Order order) {
        return order.buyer().equals(buyer.account());
    }

    /**
     * The whole of it; that somebody of the producer read it is recorded.
     *
     * @throws Refusal {@link OrderReason#NOT_FOUND}, or NO_ADDRESS while none was chosen
     */
    @Transactional
    public Mono<FrozenAddresses.Frozen> get(Caller caller, OrderId id) {
        return store.find(id)
                .filter(order -> maySee(caller, order))
                .switchIfEmpty(notFound(id))
                .flatMap(order -> frozen.find(order.producer(), id)
                        .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.NO_ADDRESS, id)))
                        .flatMap(found -> recorded(caller, order).thenReturn(found)));
    }

    private Mono<Void> recorded(Caller caller, Order order) {
        return isOf(caller, order)
                ? Mono.empty()
                : frozen.recordReading(order.producer(), order.id(), caller.account());
    }

    private static <T> Mono<T> notFound(OrderId id) {
        return Mono.error(() -> new Refusal(OrderReason.NOT_FOUND, id));
    }

    /**
     * The buyer sends it to an address of her book, as long as nobody has packed it and sending it there costs the
     * same.
     *
     * @throws Refusal {@link OrderReason#NOT_FOUND}, ALREADY_PACKED, SHIPPING_CHANGED, that it is not sent there, or
     *     that there is no such address
     */
    @Transactional
    public Mono<FrozenAddresses.Frozen> put(Caller caller, OrderId id, AddressId address) {
        return store.find(id)
                .filter(order -> isOf(caller, order))
                .switchIfEmpty(notFound(id))
                .flatMap(order -> holds.unpacked(order.producer(), id)
                        .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.ALREADY_PACKED, id)))
                        .then(addresses.get(caller, address))
                        .delayUntil(
                                chosen -> fees.requireSame(order, chosen.to().regionCode()))
                        .flatMap(chosen -> frozen.put(order.producer(), id, chosen.to()))
                        .then(Mono.defer(() -> frozen.find(order.producer(), id))));
    }

    /** An address of the caller's book, empty where there is none such. */
    Mono<Destination> chosen(Caller caller, AddressId id) {
        return addresses.find(caller, id).map(Address::to);
    }

    /**
     * Where something shall go.
     *
     * @param id null for the default of the caller's book, where she has one
     * @throws Refusal {@link AddressReason#NOT_FOUND}
     */
    Mono<Optional<Destination>> destination(Caller caller, @Nullable AddressId id) {
        return id == null
                ? frozen.defaultOf(caller.account()).map(Optional::of).defaultIfEmpty(Optional.empty())
                : chosen(caller, id)
                        .map(Optional::of)
                        .switchIfEmpty(Mono.error(() -> Refusal.ofField(AddressReason.NOT_FOUND, ADDRESS)));
    }

    /**
     * Where something goes that was quoted: none for the default of the buyer's book, which is looked up when the order
     * is written.
     *
     * @throws Refusal {@link AddressReason#NOT_FOUND}, {@link OrderReason#ADDRESS_NEEDED} or SHIPPING_CHANGED
     */
    Mono<Optional<Destination>> destination(Caller caller, Quote quote, @Nullable AddressId address) {
        return fees.areFree(quote.producers())
                .flatMap(free -> free && address == null
                        ? Mono.just(Optional.<Destination>empty())
                        : destination(caller, address)
                                .doOnNext(to -> requireAsQuoted(free || quote.sentTo(to.orElse(null)), to)));
    }

    private static void requireAsQuoted(boolean same, Optional<Destination> to) {
        if (!same) {
            throw Refusal.ofField(to.isEmpty() ? OrderReason.ADDRESS_NEEDED : OrderReason.SHIPPING_CHANGED, ADDRESS);
        }
    }

    /** Who of the producer looked at the address of the buyer's own order. */
    Mono<List<FrozenAddresses.Reading>> readings(Caller caller, OrderId id) {
        return store.find(id)
                .filter(order -> isOf(caller, order))
                .switchIfEmpty(notFound(id))
                .flatMap(order -> frozen.readings(order.producer(), id));
    }

    /** The orders with the masked form of their addresses, where the caller may see it. */
    Mono<List<Order>> masked(Caller caller, List<Order> orders) {
        return frozen.masked(orders.stream()
                        .filter(order -> maySee(caller, order))
                        .collect(Collectors.toMap(Order::id, Order::producer)))
                .map(masks -> orders.stream()
                        .map(order -> order.to(masks.get(order.id())))
                        .toList());
    }

    Mono<Order> masked(Caller caller, Order order) {
        return masked(caller, List.of(order)).map(orders -> orders.get(0));
    }

    Mono<Page<Order>> masked(Caller caller, Page<Order> page) {
        return masked(caller, page.items()).map(orders -> new Page<>(orders, page.nextCursor()));
    }

    /** Freezes the addresses of what a batch has placed, in its transaction. */
    Mono<List<Placement>> freeze(List<Purchase> batch, List<Placement> placements) {
        return frozen.freeze(placed(batch, placements))
                .map(masks -> placements.stream()
                        .map(placement -> placement instanceof Placement.Placed placed
                                ? new Placement.Placed(placed.orders().stream()
                                        .map(order -> order.to(masks.get(order.id())))
                                        .toList())
                                : placement)
                        .toList());
    }

    private static List<FrozenAddresses.Placed> placed(List<Purchase> batch, List<Placement> placements) {
        return IntStream.range(0, batch.size())
                .boxed()
                .flatMap(i -> placements.get(i) instanceof Placement.Placed placed
                        ? placed.orders().stream()
                                .map(order -> new FrozenAddresses.Placed(
                                        order.producer(),
                                        order.id(),
                                        order.buyer(),
                                        batch.get(i).to()))
                        : Stream.of())
                .toList();
    }
}
