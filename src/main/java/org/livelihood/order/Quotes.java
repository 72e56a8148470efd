package org.livelihood.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.http.Idempotency;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;
import org.livelihood.kernel.Uuids;
import org.livelihood.order.Order.Wanted;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** What an order would cost, promised for ten minutes; nothing is reserved. */
@Service
public class Quotes {

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final QuoteStore store;
    private final Clock clock;

    Quotes(QuoteStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One line of a quote, at the price of now. */
    public record QuotedLine(ProducerId producer, SkuId sku, String title, long quantity, Money priceFen) {}

    /** A quote over one producer or several. */
    public record Quote(
            UUID id, @Nullable SessionId session, Instant expiresAt, Money totalFen, List<QuotedLine> lines) {}

    /** Refused with UNKNOWN_SKU, NOT_SELLABLE or NOT_SHOWN. */
    @Transactional
    public Mono<Quote> quote(Caller caller, @Nullable SessionId session, List<Wanted> wanted) {
        Map<SkuId, Long> summed = new LinkedHashMap<>();
        wanted.forEach(line -> summed.merge(line.sku(), line.quantity(), Math::addExact));
        UUID id = Uuids.next();
        Instant expiresAt = clock.instant().plus(GOOD_FOR);
        return store.offers(session, summed).collectList().flatMap(lines -> {
            Quote quote = new Quote(id, session, expiresAt, total(lines), lines);
            return store.add(caller.account(), quote).thenReturn(quote);
        });
    }

    private static Money total(List<QuotedLine> lines) {
        return Money.sum(lines.stream()
                .map(line -> line.priceFen().times(line.quantity()))
                .toList());
    }

    /** The request that a quote stands for; refused with QUOTE_NOT_FOUND when it is over or somebody else's. */
    Mono<Placing> placing(Idempotency.Key key, UUID quote) {
        return store.find(key.caller().account(), quote, clock.instant())
                .switchIfEmpty(Mono.error(() -> new Refusal(OrderReason.QUOTE_NOT_FOUND, quote)))
                .map(found -> new Placing(key, found.session(), parts(found.lines())));
    }

    private static List<Placing.Part> parts(List<QuotedLine> lines) {
        Map<ProducerId, List<Placing.PartLine>> byProducer = new LinkedHashMap<>();
        lines.forEach(line -> byProducer
                .computeIfAbsent(line.producer(), producer -> new ArrayList<>())
                .add(new Placing.PartLine(
                        OrderLineId.next(),
                        line.sku(),
                        line.quantity(),
                        line.priceFen().fen())));
        return byProducer.values().stream()
                .map(part -> new Placing.Part(OrderId.next(), part))
                .toList();
    }
}
