package org.livelihood.sale.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
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
        List<ProducerId> lines = items.stream().map(Quote.Item::producer).toList();
        Map<ProducerId, List<Tariff.Item>> byProducer = items.stream()
                .collect(Collectors.groupingBy(
                        Quote.Item::producer,
                        LinkedHashMap::new,
                        Collectors.mapping(ShippingFees::sent, Collectors.toList())));
        return tariffs.of(byProducer.keySet()).map(known -> {
            Map<ProducerId, Money> fees = new LinkedHashMap<>();
            byProducer.forEach((producer, sent) -> {
                Tariff tariff = known.getOrDefault(producer, Tariff.FREE);
                if (tariff.isFree()) {
                    fees.put(producer, Money.ZERO);
                } else if (region != null) {
                    fees.put(producer, fee(tariff, region, sent, lines.indexOf(producer)));
                }
            });
            return fees;
        });
    }

    private static Tariff.Item sent(Quote.Item item) {
        return sent(item.listing(), item.quantity(), item.grams(), item.net());
    }

    private static Tariff.Item sent(ListingId listing, long quantity, long grams, Money amount) {
        return new Tariff.Item(listing, new Parcel(quantity, quantity * grams, amount));
    }

    /** @param line where to point to when it is not sent there */
    private static Money fee(Tariff tariff, String region, List<Tariff.Item> sent, int line) {
        return tariff.fee(region, sent)
                .orElseThrow(() -> Refusal.ofField(ShippingReason.NOT_SERVED, "lines[" + line + "].skuId"));
    }

    /** Completes when sending the order to that region costs what was paid for it. Refused with SHIPPING_CHANGED. */
    Mono<Void> requireSame(Order order, String region) {
        List<SkuId> skus = order.lines().stream().map(Order.Line::sku).toList();
        return tariffs.of(List.of(order.producer()))
                .map(known -> known.getOrDefault(order.producer(), Tariff.FREE))
                .filter(tariff -> !tariff.isFree())
                .flatMap(tariff ->
                        offers.offers(null, skus).map(found -> fee(tariff, region, sent(order.lines(), found), 0)))
                .filter(fee -> !fee.equals(order.shipping()))
                .flatMap(other -> Mono.error(() -> new Refusal(OrderReason.SHIPPING_CHANGED)));
    }

    private static List<Tariff.Item> sent(List<Order.Line> lines, Map<SkuId, QuoteStore.Offer> offers) {
        List<Tariff.Item> sent = new ArrayList<>();
        for (Order.Line line : lines) {
            QuoteStore.Offer offer = offers.get(line.sku());
            if (offer == null) {
                throw new Refusal(OrderReason.SHIPPING_CHANGED);
            }
            sent.add(sent(offer.listing(), line.quantity(), offer.grams(), line.net()));
        }
        return sent;
    }
}
