package org.livelihood.sale.order;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class QuoteStore {

    private static final String OFFERS = """
            SELECT c.sku_id, c.producer_id, c.title, c.option_name,
                   coalesce(o.live_price_fen, c.price_fen) AS price_fen,
                   c.sellable, o.sku_id IS NOT NULL AS shown
              FROM catalog_offer c
              LEFT JOIN live_offer o ON o.producer_id = c.producer_id
                   AND o.session_id = :session AND o.sku_id = c.sku_id
             WHERE c.sku_id = ANY(:skus)""";

    private static final String SAVE = """
            WITH quote AS (
              INSERT INTO order_quote (id, buyer_id, session_id, expires_at)
              VALUES (:id, :buyer, :session, :expires)
            )
            INSERT INTO order_quote_line (quote_id, n, producer_id, sku_id, quantity, price_fen)
            SELECT :id, n, producer_id, sku_id, quantity, price_fen
              FROM unnest(:producers, :skus, :quantities, :prices) WITH ORDINALITY
                     AS l (producer_id, sku_id, quantity, price_fen, n)""";

    private static final String FIND = """
            SELECT q.session_id, q.expires_at, l.producer_id, l.sku_id, l.quantity, l.price_fen
              FROM order_quote q
              JOIN order_quote_line l ON l.quote_id = q.id
             WHERE q.id = :id AND q.buyer_id = :buyer
             ORDER BY l.n""";

    private final DatabaseClient database;

    QuoteStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param flaw why it cannot be sold, null if it can */
    record Offer(
            SkuId sku,
            ProducerId producer,
            String title,
            @Nullable String option,
            Money price,
            @Nullable OrderReason flaw) {}

    Mono<Map<SkuId, Offer>> offers(@Nullable SessionId session, List<SkuId> skus) {
        return inSession(database.sql(OFFERS), session)
                .bind("skus", skus.stream().map(SkuId::value).toArray(UUID[]::new))
                .map(row -> offer(row, session != null))
                .all()
                .collectMap(Offer::sku);
    }

    private static DatabaseClient.GenericExecuteSpec inSession(
            DatabaseClient.GenericExecuteSpec query, @Nullable SessionId session) {
        return query.bind("session", Columns.idOrNull(session));
    }

    private static Offer offer(Readable row, boolean live) {
        boolean sellable = Rows.flag(row, "sellable");
        boolean shown = Rows.flag(row, "shown");
        return new Offer(
                Rows.id(row, "sku_id", SkuId::new),
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.text(row, "title"),
                row.get("option_name", String.class),
                Rows.money(row, "price_fen"),
                !sellable ? OrderReason.NOT_SELLABLE : live && !shown ? OrderReason.NOT_SHOWN : null);
    }

    Mono<Void> save(AccountId buyer, Quote quote) {
        List<Quote.Item> items = quote.items();
        return inSession(database.sql(SAVE), quote.session())
                .bind("id", quote.id().value())
                .bind("buyer", buyer.value())
                .bind("expires", quote.expiresAt())
                .bind("producers", items.stream().map(i -> i.producer().value()).toArray(UUID[]::new))
                .bind("skus", items.stream().map(i -> i.sku().value()).toArray(UUID[]::new))
                .bind("quantities", items.stream().map(Quote.Item::quantity).toArray(Long[]::new))
                .bind("prices", items.stream().map(i -> i.price().fen()).toArray(Long[]::new))
                .then();
    }

    private record Row(@Nullable SessionId session, Instant expiresAt, Quote.Item item) {}

    Mono<Quote> find(AccountId buyer, QuoteId id) {
        return database.sql(FIND)
                .bind("id", id.value())
                .bind("buyer", buyer.value())
                .map(QuoteStore::row)
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .map(rows -> new Quote(
                        id,
                        rows.get(0).session(),
                        rows.get(0).expiresAt(),
                        rows.stream().map(Row::item).toList()));
    }

    private static Row row(Readable row) {
        Quote.Item item = new Quote.Item(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "sku_id", SkuId::new),
                "",
                null,
                Rows.money(row, "price_fen"),
                Rows.number(row, "quantity"));
        return new Row(Rows.idOrNull(row, "session_id", SessionId::new), Rows.time(row, "expires_at"), item);
    }
}
