package org.livelihood.order;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;
import org.livelihood.order.Quotes.Quote;
import org.livelihood.order.Quotes.QuotedLine;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class QuoteStore {

    /** The offers of catalog and live are their published views, made for orders to join. */
    private static final String OFFERS = """
            SELECT w.sku_id, w.quantity, c.producer_id, c.title, coalesce(o.live_price_fen, c.price_fen) AS price_fen,
                   CASE WHEN c.sku_id IS NULL THEN 'UNKNOWN_SKU'
                        WHEN NOT c.sellable THEN 'NOT_SELLABLE'
                        WHEN :session IS NOT NULL AND o.sku_id IS NULL THEN 'NOT_SHOWN' END AS flaw
              FROM unnest(:skus, :quantities) WITH ORDINALITY AS w (sku_id, quantity, n)
              LEFT JOIN catalog_offer c ON c.sku_id = w.sku_id
              LEFT JOIN live_offer o ON o.session_id = :session AND o.sku_id = w.sku_id
             ORDER BY w.n""";

    private static final String ADD = """
            INSERT INTO order_quote (id, buyer_id, session_id, expires_at) VALUES (:id, :buyer, :session, :expiresAt)""";

    private static final String ADD_LINES = """
            INSERT INTO order_quote_line (quote_id, n, producer_id, sku_id, quantity, price_fen)
            SELECT :id, n, producer, sku, quantity, price
              FROM unnest(:producers, :skus, :quantities, :prices) WITH ORDINALITY AS l (producer, sku, quantity, price, n)""";

    private static final String FIND = """
            SELECT q.session_id, q.expires_at, l.producer_id, l.sku_id, l.quantity, l.price_fen
              FROM order_quote q JOIN order_quote_line l ON l.quote_id = q.id
             WHERE q.id = :id AND q.buyer_id = :buyer AND q.expires_at > :now
             ORDER BY l.n""";

    private final DatabaseClient database;

    QuoteStore(DatabaseClient database) {
        this.database = database;
    }

    record Found(@Nullable SessionId session, QuotedLine line) {}

    record FoundQuote(@Nullable SessionId session, List<QuotedLine> lines) {}

    Flux<QuotedLine> offers(@Nullable SessionId session, Map<SkuId, Long> wanted) {
        List<SkuId> skus = List.copyOf(wanted.keySet());
        return database.sql(OFFERS)
                .bind("session", Parameter.fromOrEmpty(session == null ? null : session.value(), UUID.class))
                .bind("skus", skus.stream().map(SkuId::value).toArray(UUID[]::new))
                .bind("quantities", skus.stream().map(wanted::get).toArray(Long[]::new))
                .map(row -> {
                    UUID sku = Objects.requireNonNull(row.get("sku_id", UUID.class));
                    String flaw = row.get("flaw", String.class);
                    if (flaw != null) {
                        throw new Refusal(OrderReason.valueOf(flaw), sku);
                    }
                    return new QuotedLine(
                            new ProducerId(Objects.requireNonNull(row.get("producer_id", UUID.class))),
                            new SkuId(sku),
                            Objects.requireNonNull(row.get("title", String.class)),
                            Objects.requireNonNull(row.get("quantity", Long.class)),
                            new Money(Objects.requireNonNull(row.get("price_fen", Long.class))));
                })
                .all();
    }

    Mono<Void> add(AccountId buyer, Quote quote) {
        SessionId session = quote.session();
        List<QuotedLine> lines = quote.lines();
        Mono<Void> head = database.sql(ADD)
                .bind("id", quote.id())
                .bind("buyer", buyer.value())
                .bind("session", Parameter.fromOrEmpty(session == null ? null : session.value(), UUID.class))
                .bind("expiresAt", quote.expiresAt())
                .then();
        return head.then(database.sql(ADD_LINES)
                .bind("id", quote.id())
                .bind(
                        "producers",
                        lines.stream().map(line -> line.producer().value()).toArray(UUID[]::new))
                .bind("skus", lines.stream().map(line -> line.sku().value()).toArray(UUID[]::new))
                .bind("quantities", lines.stream().map(QuotedLine::quantity).toArray(Long[]::new))
                .bind(
                        "prices",
                        lines.stream().map(line -> line.priceFen().fen()).toArray(Long[]::new))
                .then());
    }

    Mono<FoundQuote> find(AccountId buyer, UUID quote, Instant now) {
        return database.sql(FIND)
                .bind("id", quote)
                .bind("buyer", buyer.value())
                .bind("now", now)
                .map(row -> {
                    UUID session = row.get("session_id", UUID.class);
                    QuotedLine line = new QuotedLine(
                            new ProducerId(Objects.requireNonNull(row.get("producer_id", UUID.class))),
                            new SkuId(Objects.requireNonNull(row.get("sku_id", UUID.class))),
                            "",
                            Objects.requireNonNull(row.get("quantity", Long.class)),
                            new Money(Objects.requireNonNull(row.get("price_fen", Long.class))));
                    return new Found(session == null ? null : new SessionId(session), line);
                })
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .map(rows -> new FoundQuote(
                        rows.get(0).session(), rows.stream().map(Found::line).toList()));
    }
}
