package org.livelihood.sale.address;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Face of the addresses of orders: copies of what stood in the buyers' books, which nothing there changes any more. Who
 * may see them is asked by the orders; all of it runs in their transactions.
 */
@Service
public class FrozenAddresses {

    private static final int MOST_READINGS = 100;

    private final FrozenAddressStore store;
    private final Regions regions;

    FrozenAddresses(FrozenAddressStore store, Regions regions) {
        this.store = store;
        this.regions = regions;
    }

    /**
     * An order that is placed.
     *
     * @param to what its buyer has chosen, null for the default of her book
     */
    public record Placed(
            ProducerId producer,
            OrderId order,
            AccountId buyer,
            @Nullable Destination to) {}

    /** @param region names from the province down to the region */
    public record Frozen(Destination to, List<String> region) {}

    /** Somebody of the producer looked at it. */
    public record Reading(AccountId account, Instant at) {}

    /**
     * Freezes where a batch of orders goes: one statement that asks for defaults, and one that writes, if there is
     * anything to write. An order whose buyer has neither chosen nor a default has none yet.
     */
    public Mono<Map<OrderId, MaskedDestination>> freeze(List<Placed> orders) {
        List<AccountId> silent = orders.stream()
                .filter(order -> order.to() == null)
                .map(Placed::buyer)
                .distinct()
                .toList();
        Mono<Map<AccountId, Destination>> defaults = silent.isEmpty() ? Mono.just(Map.of()) : store.defaults(silent);
        return defaults.flatMap(found ->
                put(orders.stream().flatMap(order -> copy(order, found)).toList()));
    }

    /** Where an account's parcels go by default; empty where it has not said. */
    public Mono<Destination> defaultOf(AccountId buyer) {
        return store.defaults(List.of(buyer)).flatMap(found -> Mono.justOrEmpty(found.get(buyer)));
    }

    private static Stream<FrozenAddressStore.Copy> copy(Placed order, Map<AccountId, Destination> defaults) {
        Destination to = order.to() == null ? defaults.get(order.buyer()) : order.to();
        return Stream.ofNullable(to).map(known -> new FrozenAddressStore.Copy(order.producer(), order.order(), known));
    }

    private Mono<Map<OrderId, MaskedDestination>> put(List<FrozenAddressStore.Copy> copies) {
        return (copies.isEmpty() ? Mono.<Void>empty() : store.putAll(copies))
                .then(Mono.fromSupplier(() -> masks(copies)));
    }

    private static Map<OrderId, MaskedDestination> masks(List<FrozenAddressStore.Copy> copies) {
        return copies.stream()
                .collect(Collectors.toMap(
                        FrozenAddressStore.Copy::order, one -> one.to().mask()));
    }

    /** Sets where an order goes, or changes it. */
    public Mono<Void> put(ProducerId producer, OrderId order, Destination to) {
        return store.putAll(List.of(new FrozenAddressStore.Copy(producer, order, to)));
    }

    /** Where an order goes; empty while it has no address. */
    public Mono<Frozen> find(ProducerId producer, OrderId order) {
        return store.find(producer, order)
                .flatMap(to -> regions.paths(List.of(to.regionCode()))
                        .map(paths -> new Frozen(to, paths.getOrDefault(to.regionCode(), List.of()))));
    }

    /** What lists show, of those orders that have an address; orders by their producers. */
    public Mono<Map<OrderId, MaskedDestination>> masked(Map<OrderId, ProducerId> orders) {
        return orders.isEmpty() ? Mono.just(Map.of()) : store.masks(orders);
    }

    /** Records that somebody who is not the buyer saw the whole of it. */
    public Mono<Void> recordReading(ProducerId producer, OrderId order, AccountId reader) {
        return store.record(producer, order, reader);
    }

    /** Who looked, the newest hundred. */
    public Mono<List<Reading>> readings(ProducerId producer, OrderId order) {
        return store.readings(producer, order, MOST_READINGS).collectList();
    }
}
