package org.livelihood.goods.shelf;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.search.SearchWords;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What stands on the shelf. */
@Repository
class ShelfEntryStore {

    private static final String PUT = """
            INSERT INTO shelf_entry (listing_id, producer_id, title, name, category, origin_code, from_price_fen,
                                     image_id, listed_at, words, words_version)
            VALUES (:listing, :producer, :title, :name, :category, :origin, :price, :image, :listedAt, :words, :version)
            ON CONFLICT (listing_id) DO UPDATE
               SET title = excluded.title, name = excluded.name, category = excluded.category,
                   origin_code = excluded.origin_code, from_price_fen = excluded.from_price_fen,
                   image_id = excluded.image_id, listed_at = excluded.listed_at, words = excluded.words,
                   words_version = excluded.words_version""";

    private static final String REMOVE = """
            DELETE FROM shelf_entry WHERE listing_id = :listing""";

    private static final String OUTDATED = """
            SELECT listing_id FROM shelf_entry WHERE words_version < :version ORDER BY words_version, listing_id
             LIMIT :limit""";

    private static final String LOCK_COUNTED = """
            SELECT sold_until FROM shelf_counted FOR UPDATE SKIP LOCKED""";

    private static final String COUNTED = """
            UPDATE shelf_counted SET sold_until = :until""";

    private static final String SOLD = """
            UPDATE shelf_entry e SET sold = s.sold
              FROM unnest(:listings, :sold) AS s (listing_id, sold)
             WHERE e.listing_id = s.listing_id AND e.sold <> s.sold""";

    private final DatabaseClient database;

    ShelfEntryStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> put(Card card) {
        ImageId image = card.image();
        @Nullable UUID shown = image == null ? null : image.value();
        return database.sql(PUT)
                .bind("listing", card.id().value())
                .bind("producer", card.producer().value())
                .bind("title", card.title())
                .bind("name", SearchWords.folded(card.title()))
                .bind("category", card.category())
                .bind("origin", card.originCode())
                .bind("price", card.fromPriceFen().fen())
                .bind("image", Parameter.fromOrEmpty(shown, UUID.class))
                .bind("listedAt", card.listedAt())
                .bind("words", SearchWords.of(card.title()).toArray(String[]::new))
                .bind("version", SearchWords.VERSION)
                .then();
    }

    Mono<Void> remove(ListingId listing) {
        return database.sql(REMOVE).bind("listing", listing.value()).then();
    }

    /** Those whose words were made by an older program. */
    Flux<ListingId> outdated(int limit) {
        return database.sql(OUTDATED)
                .bind("version", SearchWords.VERSION)
                .bind("limit", limit)
                .map(row -> Rows.id(row, "listing_id", ListingId::new))
                .all();
    }

    /** Up to when sales are counted; empty while somebody else counts. */
    Mono<Instant> lockCounted() {
        return database.sql(LOCK_COUNTED)
                .map(row -> Rows.time(row, "sold_until"))
                .one();
    }

    Mono<Void> counted(Instant until) {
        return database.sql(COUNTED).bind("until", until).then();
    }

    Mono<Void> sold(Map<ListingId, Long> sold) {
        List<Map.Entry<ListingId, Long>> counts = List.copyOf(sold.entrySet());
        return database.sql(SOLD)
                .bind(
                        "listings",
                        counts.stream().map(count -> count.getKey().value()).toArray(UUID[]::new))
                .bind("sold", counts.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .then();
    }
}
