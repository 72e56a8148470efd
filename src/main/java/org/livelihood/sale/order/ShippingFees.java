package org.livelihood.sale.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.shipping.Parcel;
import org.livelihood.sale.shipping.ShippingReason;
import org.livelihood.sale.shipping.Tariff;
import org.livelihood.sale.shipping.Tariffs;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What sending costs, producer by producer. */
@Component
class ShippingFees {

    private final Tariffs tariffs;
    private final QuoteStore offers;

    ShippingFees(Tariffs tariffs, QuoteStore offers) {
        this.tariffs = tariffs;
        this.offers = offers;
    }

    /** Whether none of these ever takes anything for sending. */
    Mono<Boolean> areFree(List<ProducerId> producers) {
        return tariffs.of(producers).map(found -> found.values().stream().allMatch(Tariff::isFree));
    }

    /**
     * What each producer takes; none for who cannot say it yet, because nobody has said where it goes.
     *
     * @throws Refusal {@link ShippingReason#NOT_SERVED}, at the first line of the producer that does not send there
     */
    Mono<Map<ProducerId, Money>> of(List<Quote.Item> items, @Nullable String region) {
        Map<ProducerId, List<Tariff.Item>> byProducer = new LinkedHashMap<>();
        items.forEach(item -> byProducer
                .computeIfAbsent(item.producer(), producer -> new ArrayList<>())
                .add(new Tariff.Item(item.listing(), parcel(item))));
        return tariffs.of(byProducer.keySet()).map(known -> {
            Map<ProducerId, Money> fees = new LinkedHashMap<>();
            byProducer.forEach((producer, parcels) -> fee(known.getOrDefault(producer, Tariff.FREE), region, parcels)
                    .ifPresent(fee -> fees.put(producer, fee.orElseThrow(() -> notServed(items, producer)))));
            return fees;
        });
    }

    private static Parcel parcel(Quote.Item item) {
        return new Parcel(item.quantity(), item.quantity() * item.grams(), item.net());
    }

    /** Outer none: it cannot be said yet. Inner none: it is not sent there. */
    private static Optional<Optional<Money>> fee(Tariff tariff, @Nullable String region, List<Tariff.Item> parcels) {
        if (tariff.isFree()) {
            return Optional.of(Optional.of(Money.ZERO));
        }
        return region == null ? Optional.empty() : Optional.of(tariff.fee(region, parcels));
    }

    private static Refusal notServed(List<Quote.Item> items, ProducerId producer) {
        int at = items.stream().map(Quote.Item::producer).toList().indexOf(producer);
        return Refusal.ofField(ShippingReason.NOT_SERVED, "lines[" + at + "].skuId");
    }

    /** Completes when sending the order to that region costs what was paid for it. Refused with SHIPPING_CHANGED. */
    Mono<Void> requireSame(Order order, String region) {
        List<SkuId> skus = order.lines().stream().map(Order.Line::sku).toList();
        return areFree(List.of(order.producer()))
                .filter(free -> !free)
                .flatMap(priced -> offers.offers(null, skus))
                .flatMap(found -> of(
                        order.lines().stream()
                                .map(line -> item(order, line, found.get(line.sku())))
                                .toList(),
                        region))
                .filter(fees -> !order.shipping().equals(fees.get(order.producer())))
                .flatMap(other -> Mono.error(() -> new Refusal(OrderReason.SHIPPING_CHANGED)));
    }

    private static Quote.Item item(Order order, Order.Line line, QuoteStore.@Nullable Offer offer) {
        if (offer == null) {
            throw new Refusal(OrderReason.SHIPPING_CHANGED);
        }
        Discount taken = new Discount(line.id().value(), Party.of(order.producer()), line.discount());
        return new Quote.Item(
                order.producer(),
                offer.listing(),
                line.sku(),
                line.title(),
                line.option(),
                line.price(),
                line.quantity(),
                offer.grams(),
                List.of(taken));
    }
}
