package org.livelihood.goods.catalog;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing.Content;
import org.livelihood.goods.catalog.Listing.Option;
import org.livelihood.goods.catalog.Listing.Sku;
import org.livelihood.goods.catalog.Listing.Status;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
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
    private static final TypeReference<List<Option>> OPTIONS = new TypeReference<>() {};
    private static final TypeReference<List<String>> VALUES = new TypeReference<>() {};

    private static final String ADD = """
            INSERT INTO catalog_listing (id, producer_id, status, title, description, category, origin_code, attributes,
                                         options, image_ids)
            VALUES (:id, :producer, 'DRAFT', :title, :description, :category, :origin, :attributes, :options,
                    :images)""";

    private static final String OWN_IMAGES = """
            SELECT count(*) AS own FROM catalog_image WHERE producer_id = :producer AND id = ANY (:images)""";

    private static final String LISTING = """
            SELECT l.id, l.producer_id, l.status, l.version, l.title, l.description, l.category, l.origin_code,
                   l.attributes, l.options, l.image_ids, l.return_reason, l.listed_at,
                   array_agg(s.id ORDER BY s.withdrawn, s.position) AS sku_ids,
                   array_agg(s.option_name ORDER BY s.withdrawn, s.position) AS option_names,
                   array_agg(CAST(to_jsonb(s.option_values) AS text) ORDER BY s.withdrawn, s.position) AS option_values,
                   array_agg(s.price_fen ORDER BY s.withdrawn, s.position) AS prices,
                   array_agg(s.weight_grams ORDER BY s.withdrawn, s.position) AS weights,
                   array_agg(s.unit_description ORDER BY s.withdrawn, s.position) AS units,
                   array_agg(s.withdrawn ORDER BY s.withdrawn, s.position) AS withdrawn
              FROM catalog_listing l JOIN catalog_sku s ON s.listing_id = l.id""";

    private static final String FIND = LISTING + """

             WHERE l.id = :id
             GROUP BY l.id""";

    private static final String OF_PRODUCER = LISTING + """

             WHERE l.producer_id = :producer AND l.id > :after
             GROUP BY l.id
             ORDER BY l.id
             LIMIT :limit""";

    private static final String LOCK = """
            SELECT version FROM catalog_listing WHERE id = :id FOR UPDATE""";

    private static final String TOUCH = """
            UPDATE catalog_listing SET version = version + 1 WHERE id = :id AND version = :version""";

    private static final String WRITE = """
            UPDATE catalog_listing
               SET status = :status, title = :title, description = :description, category = :category,
                   origin_code = :origin, attributes = :attributes, options = :options, image_ids = :images
             WHERE id = :id""";

    private static final String APPROVED = """
            UPDATE catalog_listing SET approved_revision = :number, reviewed_by = :reviewer WHERE id = :id""";

    private static final String MOVE = """
            UPDATE catalog_listing
               SET status = :to, version = version + 1, return_reason = :reason,
                   listed_at = CASE WHEN :to = 'LISTED' THEN t.at ELSE listed_at END
              FROM (SELECT now() AS at) t
             WHERE id = :id AND status = ANY(:from)""";

    private static final String SHELVED = """
            UPDATE catalog_listing SET shelved_version = CASE WHEN status = 'LISTED' THEN version END WHERE id = :id""";

    private static final String UNSHELVED = """
            SELECT id FROM catalog_listing
             WHERE shelved_version IS DISTINCT FROM CASE WHEN status = 'LISTED' THEN version END
             ORDER BY id
             LIMIT :limit""";

    private final DatabaseClient database;
    private final JsonMapper json;

    ListingStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> add(ListingId id, ProducerId producer, Content content) {
        return content(ADD, id, content).bind("producer", producer.value()).then();
    }

    /** The version that stands; nobody else changes it until this transaction ends. */
    Mono<Integer> lock(ListingId id) {
        return database.sql(LOCK)
                .bind("id", id.value())
                .map(row -> Rows.integer(row, "version"))
                .one();
    }

    /** Counts a change; false when the listing has changed since that version. Holds the listing until the end. */
    Mono<Boolean> touch(ListingId id, int version) {
        return changed(database.sql(TOUCH).bind("id", id.value()).bind("version", version));
    }

    /** Writes the public content; only of a listing that {@link #touch} or {@link #move} holds. */
    Mono<Void> write(ListingId id, Status status, Content content) {
        return content(WRITE, id, content).bind("status", status.name()).then();
    }

    Mono<Void> approved(ListingId id, int number, AccountId reviewer) {
        return database.sql(APPROVED)
                .bind("id", id.value())
                .bind("number", number)
                .bind("reviewer", reviewer.value())
                .then();
    }

    /** How many of the images are the producer's. */
    Mono<Long> ownImages(ProducerId producer, List<ImageId> images) {
        return database.sql(OWN_IMAGES)
                .bind("producer", producer.value())
                .bind("images", images.stream().map(ImageId::value).toArray(UUID[]::new))
                .map(row -> Rows.number(row, "own"))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec content(String query, ListingId id, Content content) {
        return database.sql(query)
                .bind("id", id.value())
                .bind("title", content.title())
                .bind("description", content.description())
                .bind("category", content.category())
                .bind("origin", content.originCode())
                .bind("attributes", json.writeValueAsString(content.attributes()))
                .bind("options", json.writeValueAsString(content.options()))
                .bind("images", content.images().stream().map(ImageId::value).toArray(UUID[]::new));
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
        UUID[] ids = Rows.required(row, "sku_ids", UUID[].class);
        String[] names = Rows.required(row, "option_names", String[].class);
        String[] values = Rows.required(row, "option_values", String[].class);
        Long[] prices = Rows.required(row, "prices", Long[].class);
        Integer[] weights = Rows.required(row, "weights", Integer[].class);
        String[] units = Rows.required(row, "units", String[].class);
        Boolean[] withdrawn = Rows.required(row, "withdrawn", Boolean[].class);
        List<Sku> skus = IntStream.range(0, ids.length)
                .mapToObj(i -> new Sku(
                        new SkuId(ids[i]),
                        names[i],
                        json.readValue(values[i], VALUES),
                        new Money(prices[i]),
                        weights[i],
                        units[i],
                        withdrawn[i]))
                .toList();
        UUID[] images = Rows.required(row, "image_ids", UUID[].class);
        Content content = new Content(
                Rows.text(row, "title"),
                Rows.text(row, "description"),
                Rows.text(row, "category"),
                Rows.text(row, "origin_code"),
                json.readValue(Rows.text(row, "attributes"), ATTRIBUTES),
                json.readValue(Rows.text(row, "options"), OPTIONS),
                Arrays.stream(images).map(ImageId::new).toList());
        return new Listing(
                Rows.id(row, "id", ListingId::new),
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.name(row, "status", Status.class),
                Rows.integer(row, "version"),
                content,
                skus,
                row.get("return_reason", String.class),
                row.get("listed_at", Instant.class),
                null);
    }

    Mono<Boolean> move(ListingId id, List<Status> from, Status to, @Nullable String reason) {
        return changed(database.sql(MOVE)
                .bind("id", id.value())
                .bind("from", from.stream().map(Status::name).toArray(String[]::new))
                .bind("to", to.name())
                .bind("reason", Parameter.fromOrEmpty(reason, String.class)));
    }

    /** The shelf shows the listing as it stands, or shows it no more. */
    Mono<Void> shelved(ListingId id) {
        return database.sql(SHELVED).bind("id", id.value()).then();
    }

    /** Listings of which the shelf shows another version, or one that is listed no more. */
    Flux<ListingId> unshelved(int limit) {
        return database.sql(UNSHELVED)
                .bind("limit", limit)
                .map(row -> Rows.id(row, "id", ListingId::new))
                .all();
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows == 1);
    }
}
