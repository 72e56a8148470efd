package org.livelihood.sale.order;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.promotion.CouponId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class QuoteStore {

    private static final String OFFERS = """
            SELECT c.sku_id, c.producer_id, c.listing_id, c.title, c.option_name, c.weight_grams,
                   coalesce(o.live_price_fen, c.price_fen) AS price_fen,
                   c.sellable, o.sku_id IS NOT NULL AS shown
              FROM catalog_offer c
              LEFT JOIN live_offer o ON o.producer_id = c.producer_id
                   AND o.session_id = :session AND o.sku_id = c.sku_id
             WHERE c.sku_id = ANY(:skus)""";

    private static final String SAVE = """
            WITH quote AS (
              INSERT INTO order_quote (id, buyer_id, session_id, region_code, coupon_ids, expires_at)
              VALUES (:id, :buyer, :session, :region, :coupons, :expires)
            ), shipping AS (
              INSERT INTO order_quote_shipping (quote_id, producer_id, shipping_fen)
              SELECT :id, producer_id, shipping_fen
                FROM unnest(:senders, :fees) AS s (producer_id, shipping_fen)
            ), discount AS (
              INSERT INTO order_quote_discount (quote_id, n, promotion_id, bearer, bearer_id, amount_fen)
              SELECT :id, n, promotion_id, bearer, bearer_id, amount_fen
                FROM unnest(:discounted, :promotions, :bearers, :bearerIds, :amounts)
                       AS d (n, promotion_id, bearer, bearer_id, amount_fen)
            )
            INSERT INTO order_quote_line (quote_id, n, producer_id, sku_id, quantity, price_fen)
            SELECT :id, n, producer_id, sku_id, quantity, price_fen
              FROM unnest(:producers, :skus, :quantities, :prices) WITH ORDINALITY
                     AS l (producer_id, sku_id, quantity, price_fen, n)""";

    private static final String FIND = """
            SELECT q.session_id, q.region_code, q.coupon_ids, q.expires_at, l.producer_id, l.sku_id, l.quantity,
                   l.price_fen, s.shipping_fen, d.promotions, d.bearers, d.bearer_ids, d.amounts
              FROM order_quote q
              JOIN order_quote_line l ON l.quote_id = q.id
              LEFT JOIN order_quote_shipping s ON (s.quote_id, s.producer_id) = (q.id, l.producer_id)
             CROSS JOIN LATERAL (SELECT array_agg(t.promotion_id ORDER BY t.promotion_id) AS promotions,
                                        array_agg(t.bearer ORDER BY t.promotion_id) AS bearers,
                                        array_agg(t.bearer_id ORDER BY t.promotion_id) AS bearer_ids,
                                        array_agg(t.amount_fen ORDER BY t.promotion_id) AS amounts
                                   FROM order_quote_discount t
                                  WHERE (t.quote_id, t.n) = (q.id, l.n)) d
             WHERE q.id = :id AND q.buyer_id = :buyer
             ORDER BY l.n""";

    /** What stands in a quote does not say of which listing it is: nothing asks that. */
    private static final ListingId NO_LISTING = new ListingId(new UUID(0, 0));

    private final DatabaseClient database;

    QuoteStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param grams of one unit
     * @param flaw why it cannot be sold, null if it can
     */
    record Offer(
            SkuId sku,
            ProducerId producer,
            ListingId listing,
            String title,
            @Nullable String option,
            Money price,
            long grams,
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
                Rows.id(row, "listing_id", ListingId::new),
                Rows.text(row, "title"),
                row.get("option_name", String.class),
                Rows.money(row, "price_fen"),
                Rows.integer(row, "weight_grams"),
                !sellable ? OrderReason.NOT_SELLABLE : live && !shown ? OrderReason.NOT_SHOWN : null);
    }

    Mono<Void> save(AccountId buyer, Quote quote) {
        List<Quote.Item> items = quote.items();
        List<ProducerId> senders = quote.producers();
        List<Taken> taken = taken(items);
        return inSession(database.sql(SAVE), quote.session())
                .bind("id", quote.id().value())
                .bind("buyer", buyer.value())
                .bind("expires", quote.expiresAt())
                .bind("region", Parameter.fromOrEmpty(quote.region(), String.class))
                .bind("coupons", Columns.ids(quote.coupons(), coupon -> coupon))
                .bind("senders", Columns.ids(senders, producer -> producer))
                .bind("fees", Columns.longs(senders, producer -> fenOrNull(quote, producer)))
                .bind("discounted", Columns.integers(taken, Taken::n))
                .bind("promotions", Columns.uuids(taken, one -> one.discount().promotion()))
                .bind(
                        "bearers",
                        Columns.texts(taken, one -> one.discount().bearer().kind()))
                .bind(
                        "bearerIds",
                        Columns.uuids(taken, one -> one.discount().bearer().id()))
                .bind("amounts", Columns.fen(taken, one -> one.discount().amount()))
                .bind("producers", items.stream().map(i -> i.producer().value()).toArray(UUID[]::new))
                .bind("skus", items.stream().map(i -> i.sku().value()).toArray(UUID[]::new))
                .bind("quantities", items.stream().map(Quote.Item::quantity).toArray(Long[]::new))
                .bind("prices", items.stream().map(i -> i.price().fen()).toArray(Long[]::new))
                .then();
    }

    private static @Nullable Long fenOrNull(Quote quote, ProducerId producer) {
        Money fee = quote.shipping().get(producer);
        return fee == null ? null : fee.fen();
    }

    /** @param n place of the line, from 1 */
    private record Taken(int n, Discount discount) {}

    private static List<Taken> taken(List<Quote.Item> items) {
        List<Taken> taken = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            for (Discount discount : items.get(i).discounts()) {
                taken.add(new Taken(i + 1, discount));
            }
        }
        return taken;
    }

    private record Row(
            @Nullable SessionId session,
            Instant expiresAt,
            @Nullable String region,
            List<CouponId> coupons,
            Quote.Item item,
            @Nullable Money shipping) {}

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
                        rows.get(0).region(),
                        rows.stream().map(Row::item).toList(),
                        rows.get(0).coupons(),
                        shipping(rows)));
    }

    private static Map<ProducerId, Money> shipping(List<Row> rows) {
        Map<ProducerId, Money> fees = new HashMap<>();
        for (Row row : rows) {
            Money fee = row.shipping();
            if (fee != null) {
                fees.put(row.item().producer(), fee);
            }
        }
        return fees;
    }

    private static Row row(Readable row) {
        Quote.Item item = new Quote.Item(
                Rows.id(row, "producer_id", ProducerId::new),
                NO_LISTING,
                Rows.id(row, "sku_id", SkuId::new),
                "",
                null,
                Rows.money(row, "price_fen"),
                Rows.number(row, "quantity"),
                0,
                discounts(row));
        return new Row(
                Rows.idOrNull(row, "session_id", SessionId::new),
                Rows.time(row, "expires_at"),
                row.get("region_code", String.class),
                Stream.of(Rows.required(row, "coupon_ids", UUID[].class))
                        .map(CouponId::new)
                        .toList(),
                item,
                Rows.moneyOrNull(row, "shipping_fen"));
    }

    private static List<Discount> discounts(Readable row) {
        UUID[] promotions = row.get("promotions", UUID[].class);
        if (promotions == null) {
            return List.of();
        }
        String[] bearers = Rows.required(row, "bearers", String[].class);
        UUID[] ids = Rows.required(row, "bearer_ids", UUID[].class);
        Long[] amounts = Rows.required(row, "amounts", Long[].class);
        return IntStream.range(0, promotions.length)
                .mapToObj(i -> new Discount(
                        promotions[i], new Party(Party.Kind.valueOf(bearers[i]), ids[i]), new Money(amounts[i])))
                .toList();
    }
}
