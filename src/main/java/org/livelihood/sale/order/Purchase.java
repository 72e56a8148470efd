package org.livelihood.sale.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.address.Destination;
import org.livelihood.sale.promotion.CouponId;
import org.livelihood.sale.promotion.CouponUse;

/**
 * What one buyer asks for at once: granted whole or not at all.
 *
 * @param quote what is bought by it, null where there is none; it is bought once
 * @param parts one for each order that it makes, so one for each producer
 * @param coupons that it uses up
 * @param to where it goes, null for the default of the buyer's book
 */
record Purchase(
        Idempotency.Key key,
        @Nullable SessionId session,
        @Nullable QuoteId quote,
        List<Part> parts,
        List<CouponId> coupons,
        @Nullable Destination to) {

    /** Most units of one SKU in an order. */
    static final long MOST_UNITS = 999;

    Purchase {
        parts = List.copyOf(parts);
        coupons = List.copyOf(coupons);
    }

    /** One that goes where the buyer's parcels go by default. */
    Purchase(Idempotency.Key key, @Nullable SessionId session, @Nullable QuoteId quote, List<Part> parts) {
        this(key, session, quote, parts, List.of(), null);
    }

    /** The same, that goes elsewhere. */
    Purchase to(Destination chosen) {
        return new Purchase(key, session, quote, parts, coupons, chosen);
    }

    /** @param shipping what sending it costs */
    record Part(ProducerId producer, OrderId order, List<Item> items, Money shipping) {

        Part {
            items = List.copyOf(items);
        }
    }

    /**
     * @param quoted the price that the buyer was promised, null where she was promised none
     * @param discounts what is taken off the line; none where no price was promised
     */
    record Item(
            OrderLineId line,
            SkuId sku,
            long quantity,
            @Nullable Money quoted,
            List<Discount> discounts) {

        Item {
            discounts = List.copyOf(discounts);
        }

        Money discount() {
            return Money.sum(discounts.stream().map(Discount::amount).toList());
        }
    }

    /** What a quote says, as one order a producer. */
    static Purchase of(Idempotency.Key key, Quote quote, @Nullable QuoteId bought, @Nullable Destination to) {
        Map<ProducerId, List<Item>> byProducer = new LinkedHashMap<>();
        for (Quote.Item item : quote.items()) {
            byProducer
                    .computeIfAbsent(item.producer(), producer -> new ArrayList<>())
                    .add(new Item(OrderLineId.next(), item.sku(), item.quantity(), item.price(), item.discounts()));
        }
        List<Part> parts = byProducer.entrySet().stream()
                .map(part -> new Part(
                        part.getKey(),
                        OrderId.next(),
                        part.getValue(),
                        quote.shipping().getOrDefault(part.getKey(), Money.ZERO)))
                .toList();
        return new Purchase(key, quote.session(), bought, parts, quote.coupons(), to);
    }

    /**
     * One order.
     *
     * @param units by SKU
     */
    static Purchase direct(
            Idempotency.Key key, @Nullable SessionId session, ProducerId producer, Map<SkuId, Long> units) {
        List<Item> items = new ArrayList<>();
        units.forEach((sku, quantity) -> items.add(new Item(OrderLineId.next(), sku, quantity, null, List.of())));
        return new Purchase(key, session, null, List.of(new Part(producer, OrderId.next(), items, Money.ZERO)));
    }

    /** Units by SKU, in the order asked: lines of one SKU become one. */
    static Map<SkuId, Long> summed(List<RequestedLine> wanted) {
        Map<SkuId, Long> units = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            long sum = units.merge(wanted.get(i).sku(), wanted.get(i).quantity(), Long::sum);
            if (sum > MOST_UNITS) {
                throw Refusal.ofField(OrderReason.TOO_MANY_UNITS, "lines[" + i + "].quantity", MOST_UNITS);
            }
        }
        return units;
    }

    /** All that is asked for, order by order. */
    List<SkuId> skus() {
        return parts.stream()
                .flatMap(part -> part.items().stream())
                .map(Item::sku)
                .toList();
    }

    /** Which promotions take something off which of its orders. */
    List<CouponUse> uses() {
        return parts.stream()
                .flatMap(part -> part.items().stream()
                        .flatMap(item -> item.discounts().stream())
                        .map(discount -> new CouponUse(part.producer(), part.order(), discount.promotion())))
                .distinct()
                .toList();
    }

    AccountId buyer() {
        return key.caller().account();
    }
}
