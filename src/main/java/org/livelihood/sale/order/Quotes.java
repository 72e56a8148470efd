package org.livelihood.sale.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the quotes: prices a purchase, and remembers for ten minutes what it said. */
@Service
public class Quotes {

    private static final Duration VALID = Duration.ofMinutes(10);

    private final QuoteStore store;
    private final Clock clock;

    Quotes(QuoteStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Prices of now for the wanted SKUs; refused as the order itself would be when one cannot be sold. */
    @Transactional
    public Mono<Quote> make(Caller caller, @Nullable SessionId session, List<RequestedLine> wanted) {
        Instant expires = clock.instant().plus(VALID).truncatedTo(ChronoUnit.MICROS);
        return Mono.fromCallable(() -> Purchase.summed(wanted))
                .flatMap(units -> store.offers(session, List.copyOf(units.keySet()))
                        .map(offers -> new Quote(QuoteId.next(), session, expires, items(units, offers, wanted))))
                .flatMap(quote -> store.save(caller.account(), quote).thenReturn(quote));
    }

    private static List<Quote.Item> items(
            Map<SkuId, Long> units, Map<SkuId, QuoteStore.Offer> offers, List<RequestedLine> wanted) {
        List<Quote.Item> items = new ArrayList<>();
        units.forEach((sku, quantity) -> {
            QuoteStore.Offer offer = offers.get(sku);
            OrderReason flaw = offer == null ? OrderReason.UNKNOWN_SKU : offer.flaw();
            if (offer == null || flaw != null) {
                int at = wanted.stream().map(RequestedLine::sku).toList().indexOf(sku);
                throw Refusal.ofField(flaw == null ? OrderReason.UNKNOWN_SKU : flaw, "lines[" + at + "].skuId", at + 1);
            }
            items.add(new Quote.Item(offer.producer(), sku, offer.title(), offer.option(), offer.price(), quantity));
        });
        return items;
    }

    /** The quote as a purchase: one order a producer, at the quoted prices. */
    Mono<Purchase> purchase(Idempotency.Key key, QuoteId id) {
        return store.find(key.caller().account(), id)
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.QUOTE_NOT_FOUND, id)))
                .filter(quote -> quote.expiresAt().isAfter(clock.instant()))
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.QUOTE_EXPIRED, id)))
                .map(quote -> new Purchase(key, quote.session(), id, parts(quote)));
    }

    private static List<Purchase.Part> parts(Quote quote) {
        Map<ProducerId, List<Purchase.Item>> byProducer = new LinkedHashMap<>();
        for (Quote.Item item : quote.items()) {
            byProducer
                    .computeIfAbsent(item.producer(), producer -> new ArrayList<>())
                    .add(new Purchase.Item(OrderLineId.next(), item.sku(), item.quantity(), item.price()));
        }
        return byProducer.entrySet().stream()
                .map(part -> new Purchase.Part(part.getKey(), OrderId.next(), part.getValue()))
                .toList();
    }
}
