package org.livelihood.goods.catalog;

import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing.Content;
import org.livelihood.goods.catalog.Listing.Option;
import org.livelihood.goods.catalog.Listing.Status;
import org.livelihood.goods.catalog.ListingRevision.SkuChange;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ChangeStore {

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
    private static final TypeReference<List<Option>> OPTIONS = new TypeReference<>() {};
    private static final TypeReference<List<SkuChange>> SKUS = new TypeReference<>() {};

    private static final String OPEN = """
            SELECT number, status, title, description, category, origin_code, attributes, options, image_ids, skus,
                   return_reason
              FROM catalog_revision
             WHERE listing_id = :listing AND status <> 'APPROVED'""";

    private static final String NEXT_NUMBER = """
            SELECT coalesce(min(number) FILTER (WHERE status <> 'APPROVED'), max(number) + 1, 1) AS number
              FROM catalog_revision
             WHERE listing_id = :listing""";

    private static final String WRITE = """
            INSERT INTO catalog_revision AS r (listing_id, number, status, title, description, category, origin_code,
                                               attributes, options, image_ids, skus)
            VALUES (:listing, :number, 'DRAFT', :title, :description, :category, :origin, :attributes, :options,
                    :images, :skus)
            ON CONFLICT (listing_id, number) DO UPDATE
               SET status = 'DRAFT', title = excluded.title, description = excluded.description,
                   category = excluded.category, origin_code = excluded.origin_code,
                   attributes = excluded.attributes, options = excluded.options, image_ids = excluded.image_ids,
                   skus = excluded.skus, return_reason = NULL, written_at = excluded.written_at
             WHERE r.status IN ('DRAFT', 'RETURNED')""";

    private static final String SUBMIT = """
            UPDATE catalog_revision SET status = 'SUBMITTED', return_reason = NULL
             WHERE listing_id = :listing AND status IN ('DRAFT', 'RETURNED')""";

    private static final String REVIEW = """
            UPDATE catalog_revision
               SET status = :to, return_reason = :reason, reviewed_by = :reviewer, reviewed_at = now()
             WHERE listing_id = :listing AND number = :number AND status = :from""";

    private final DatabaseClient database;
    private final JsonMapper json;

    ChangeStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The change that waits, in whatever state; empty when there is none. */
    Mono<ListingRevision> open(ListingId listing) {
        return database.sql(OPEN)
                .bind("listing", listing.value())
                .map(this::revision)
                .one();
    }

    private ListingRevision revision(Readable row) {
        UUID[] images = Rows.required(row, "image_ids", UUID[].class);
        Content content = new Content(
                Rows.text(row, "title"),
                Rows.text(row, "description"),
                Rows.text(row, "category"),
                Rows.text(row, "origin_code"),
                json.readValue(Rows.text(row, "attributes"), ATTRIBUTES),
                json.readValue(Rows.text(row, "options"), OPTIONS),
                Arrays.stream(images).map(ImageId::new).toList());
        return new ListingRevision(
                Rows.integer(row, "number"),
                Rows.name(row, "status", Status.class),
                content,
                json.readValue(Rows.text(row, "skus"), SKUS),
                row.get("return_reason", String.class));
    }

    /** The number of the change that waits, or of the next one. */
    Mono<Integer> nextNumber(ListingId listing) {
        return database.sql(NEXT_NUMBER)
                .bind("listing", listing.value())
                .map(row -> Rows.integer(row, "number"))
                .one();
    }

    /** Writes a change as a draft; false when the one that waits is under review. */
    Mono<Boolean> write(ListingId listing, int number, Content content, List<SkuChange> skus) {
        return changed(database.sql(WRITE)
                .bind("listing", listing.value())
                .bind("number", number)
                .bind("title", content.title())
                .bind("description", content.description())
                .bind("category", content.category())
                .bind("origin", content.originCode())
                .bind("attributes", json.writeValueAsString(content.attributes()))
                .bind("options", json.writeValueAsString(content.options()))
                .bind("images", content.images().stream().map(ImageId::value).toArray(UUID[]::new))
                .bind("skus", json.writeValueAsString(skus)));
    }

    Mono<Boolean> submit(ListingId listing) {
        return changed(database.sql(SUBMIT).bind("listing", listing.value()));
    }

    Mono<Boolean> review(
            ListingId listing, int number, Status from, Status to, @Nullable String reason, AccountId reviewer) {
        return changed(database.sql(REVIEW)
                .bind("listing", listing.value())
                .bind("number", number)
                .bind("from", from.name())
                .bind("to", to.name())
                .bind("reason", Parameter.fromOrEmpty(reason, String.class))
                .bind("reviewer", reviewer.value()));
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows == 1);
    }
}
