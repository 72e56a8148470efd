package org.livelihood.catalog;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.livelihood.catalog.Listing.Card;
import org.livelihood.catalog.Listing.Content;
import org.livelihood.catalog.Listing.Sku;
import org.livelihood.catalog.Listing.SkuDraft;
import org.livelihood.catalog.Listing.SkuInfo;
import org.livelihood.catalog.Listing.Status;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.ImageId;
import org.livelihood.kernel.ListingId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SkuId;
import org.livelihood.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ListingStore {

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private static final String ADD = """
            INSERT INTO catalog_listing (id, producer_id, status, title, description, category, origin_code, attributes,
                                         image_ids)
            VALUES (:id, :producer, 'DRAFT', :title, :description, :category, :origin, :attributes,
                    ARRAY(SELECT i.id FROM unnest(:images) WITH ORDINALITY AS asked (id, place)
                            JOIN catalog_image i ON i.id = asked.id AND i.producer_id = :producer ORDER BY place))""";

    private static final String ADD_SKUS = """
            INSERT INTO catalog_sku (id, listing_id, producer_id, position, option_name, price_fen, weight_grams)
            SELECT id, :listing, :producer, position, option_name, price, weight
              FROM unnest(:ids, :options, :prices, :weights) WITH ORDINALITY
                AS s (id, option_name, price, weight, position)""";

    private static final String LISTING = """
            SELECT l.id, l.producer_id, l.status, l.version, l.title, l.description, l.category, l.origin_code,
                   l.attributes, l.image_ids, l.return_reason, l.listed_at,
                   array_agg(s.id ORDER BY s.position) AS sku_ids,
                   array_agg(s.option_name ORDER BY s.position) AS options,
                   array_agg(s.price_fen ORDER BY s.position) AS prices,
                   array_agg(s.weight_grams ORDER BY s.position) AS weights
              FROM catalog_listing l JOIN catalog_sku s ON s.listing_id = l.id""";

    private static final String FIND = LISTING + """

             WHERE l.id = :id
             GROUP BY l.id""";

    private static final String OF_PRODUCER = LISTING + """

             WHERE l.producer_id = :producer AND l.id > :after
             GROUP BY l.id
             ORDER BY l.id
             LIMIT :limit""";

    private static final String REWRITE = """
            UPDATE catalog_listing
               SET status = 'DRAFT', version = version + 1, title = :title, description = :description,
                   category = :category, origin_code = :origin, attributes = :attributes,
                   image_ids = ARRAY(SELECT i.id FROM unnest(:images) WITH ORDINALITY AS asked (id, place)
                                       JOIN catalog_image i ON i.id = asked.id
                                        AND i.producer_id = catalog_listing.producer_id ORDER BY place)
             WHERE id = :id AND version = :version AND status IN ('DRAFT', 'RETURNED', 'APPROVED', 'DELISTED')""";

    private static final String PRICE = """
            WITH listing AS (
              UPDATE catalog_listing SET version = version + 1 WHERE id = :id AND version = :version RETURNING id
            )
            UPDATE catalog_sku SET price_fen = :price WHERE id = :sku AND listing_id = (SELECT id FROM listing)""";

    private static final String MOVE = """
            UPDATE catalog_listing
               SET status = :to, version = version + 1, return_reason = :reason,
                   listed_at = CASE WHEN :to = 'LISTED' THEN now() ELSE listed_at END
             WHERE id = :id AND status = ANY(:from)""";

    private static final String SKU = """
            SELECT s.id, s.producer_id, s.listing_id, l.title, s.option_name
              FROM catalog_sku s JOIN catalog_listing l ON l.id = s.listing_id
             WHERE s.id = :sku""";

    private static final String SEARCH = """
            SELECT l.id, l.producer_id, l.title, l.category, l.origin_code, l.image_ids[1] AS image_id, l.listed_at,
                   (SELECT min(price_fen) FROM catalog_sku s WHERE s.listing_id = l.id) AS from_price_fen
              FROM catalog_listing l
             WHERE l.status = 'LISTED'""";

    private final DatabaseClient database;
    private final JsonMapper json;

    ListingStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> add(ListingId id, ProducerId producer, Content content) {
        return content(ADD, id, content).bind("producer", producer.value()).then();
    }

    Mono<Boolean> rewrite(ListingId id, int version, Content content) {
        return content(REWRITE, id, content)
                .bind("version", version)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private DatabaseClient.GenericExecuteSpec content(String query, ListingId id, Content content) {
        return database.sql(query)
                .bind("id", id.value())
                .bind("title", content.title())
                .bind("description", content.description())
                .bind("category", content.category())
                .bind("origin", content.originCode())
                .bind("attributes", json.writeValueAsString(content.attributes()))
                .bind("images", content.images().stream().map(ImageId::value).toArray(UUID[]::new));
    }

    Mono<Void> addSkus(ListingId listing, ProducerId producer, List<SkuDraft> skus) {
        return database.sql(ADD_SKUS)
                .bind("listing", listing.value())
                .bind("producer", producer.value())
                .bind("ids", skus.stream().map(sku -> Uuids.next()).toArray(UUID[]::new))
                .bind("options", skus.stream().map(SkuDraft::optionName).toArray(String[]::new))
                .bind("prices", skus.stream().map(sku -> sku.price().fen()).toArray(Long[]::new))
                .bind("weights", skus.stream().map(SkuDraft::weightGrams).toArray(Integer[]::new))
                .then();
    }

    Mono<Listing> find(ListingId id) {
        return database.sql(FIND).bind("id", id.value()).map(this::listing).one();
    }

    Flux<Listing> ofProducer(ProducerId producer, @Nullable Cursor after, int limit) {
        return database.sql(OF_PRODUCER)
                .bind("producer", producer.value())
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(this::listing)
                .all();
    }

    private Listing listing(Readable row) {
        UUID[] ids = Objects.requireNonNull(row.get("sku_ids", UUID[].class));
        String[] options = Objects.requireNonNull(row.get("options", String[].class));
        Long[] prices = Objects.requireNonNull(row.get("prices", Long[].class));
        Integer[] weights = Objects.requireNonNull(row.get("weights", Integer[].class));
        List<Sku> skus = IntStream.range(0, ids.length)
                .mapToObj(i -> new Sku(new SkuId(ids[i]), options[i], new Money(prices[i]), weights[i]))
                .toList();
        UUID[] images = Objects.requireNonNull(row.get("image_ids", UUID[].class));
        Content content = new Content(
                text(row, "title"),
                text(row, "description"),
                text(row, "category"),
                text(row, "origin_code"),
                json.readValue(text(row, "attributes"), ATTRIBUTES),
                Arrays.stream(images).map(ImageId::new).toList());
        return new Listing(
                new ListingId(uuid(row, "id")),
                new ProducerId(uuid(row, "producer_id")),
                Status.valueOf(text(row, "status")),
                Objects.requireNonNull(row.get("version", Integer.class)),
                content,
                skus,
                row.get("return_reason", String.class),
                row.get("listed_at", Instant.class));
    }

    Mono<Boolean> price(ListingId id, SkuId sku, int version, Money price) {
        return database.sql(PRICE)
                .bind("id", id.value())
                .bind("sku", sku.value())
                .bind("version", version)
                .bind("price", price.fen())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> move(ListingId id, List<Status> from, Status to, @Nullable String reason) {
        return database.sql(MOVE)
                .bind("id", id.value())
                .bind("from", from.stream().map(Status::name).toArray(String[]::new))
                .bind("to", to.name())
                .bind("reason", Parameter.fromOrEmpty(reason, String.class))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<SkuInfo> sku(SkuId sku) {
        return database.sql(SKU)
                .bind("sku", sku.value())
                .map(row -> new SkuInfo(
                        sku,
                        new ProducerId(uuid(row, "producer_id")),
                        new ListingId(uuid(row, "listing_id")),
                        text(row, "title"),
                        text(row, "option_name")))
                .one();
    }

    Flux<Card> search(Listings.Query query) {
        StringBuilder sql = new StringBuilder(SEARCH);
        Cursor after = query.after();
        append(sql, query.text(), " AND l.title ILIKE :text");
        append(sql, query.category(), " AND l.category = :category");
        append(sql, query.originPrefix(), " AND l.origin_code LIKE :origin");
        append(sql, query.producer(), " AND l.producer_id = :producer");
        append(sql, after, " AND (l.listed_at, l.id) < (:afterTime, :afterId)");
        sql.append(" ORDER BY l.listed_at DESC, l.id DESC LIMIT :limit");
        DatabaseClient.GenericExecuteSpec statement =
                database.sql(sql.toString()).bind("limit", query.limit() + 1);
        statement = bind(statement, "text", query.text() == null ? null : "%" + escaped(query.text()) + "%");
        statement = bind(statement, "category", query.category());
        statement = bind(statement, "origin", query.originPrefix() == null ? null : query.originPrefix() + "%");
        statement = bind(
                statement,
                "producer",
                query.producer() == null ? null : query.producer().value());
        statement = bind(statement, "afterTime", after == null ? null : after.time());
        statement = bind(statement, "afterId", after == null ? null : after.id());
        return statement.map(ListingStore::card).all();
    }

    private static void append(StringBuilder sql, @Nullable Object given, String condition) {
        if (given != null) {
            sql.append(condition);
        }
    }

    private static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, String name, @Nullable Object value) {
        return value == null ? statement : statement.bind(name, value);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static Card card(Readable row) {
        UUID image = row.get("image_id", UUID.class);
        return new Card(
                new ListingId(uuid(row, "id")),
                new ProducerId(uuid(row, "producer_id")),
                text(row, "title"),
                text(row, "category"),
                text(row, "origin_code"),
                new Money(Objects.requireNonNull(row.get("from_price_fen", Long.class))),
                image == null ? null : new ImageId(image),
                Objects.requireNonNull(row.get("listed_at", Instant.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }
}
