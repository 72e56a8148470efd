package org.livelihood.goods.catalog;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing.Card;
import org.livelihood.goods.catalog.Listing.InReview;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Lists over all producers: the shelf, and what waits for review. */
@Repository
class ShelfStore {

    private static final String SEARCH = """
            SELECT l.id, l.producer_id, l.title, l.category, l.origin_code, l.image_ids[1] AS image_id, l.listed_at,
                   (SELECT min(price_fen) FROM catalog_sku s WHERE s.listing_id = l.id AND NOT s.withdrawn)
                     AS from_price_fen
              FROM catalog_listing l
             WHERE l.status = 'LISTED'""";

    private static final String IN_REVIEW = """
            SELECT id, producer_id, title, version, false AS change
              FROM catalog_listing
             WHERE status = 'SUBMITTED' AND id > :after
             UNION ALL
            SELECT l.id, l.producer_id, r.title, l.version, true AS change
              FROM catalog_revision r JOIN catalog_listing l ON l.id = r.listing_id
             WHERE r.status = 'SUBMITTED' AND r.listing_id > :after
             ORDER BY id
             LIMIT :limit""";

    private final DatabaseClient database;

    ShelfStore(DatabaseClient database) {
        this.database = database;
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
        return statement.map(ShelfStore::card).all();
    }

    /** In the order of listing ids. */
    Flux<InReview> inReview(@Nullable Cursor after, int limit) {
        return database.sql(IN_REVIEW)
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(row -> new InReview(
                        Rows.id(row, "id", ListingId::new),
                        Rows.id(row, "producer_id", ProducerId::new),
                        Rows.text(row, "title"),
                        Rows.integer(row, "version"),
                        Rows.flag(row, "change")))
                .all();
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
        return new Card(
                Rows.id(row, "id", ListingId::new),
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.text(row, "title"),
                Rows.text(row, "category"),
                Rows.text(row, "origin_code"),
                Rows.money(row, "from_price_fen"),
                Rows.idOrNull(row, "image_id", ImageId::new),
                Rows.time(row, "listed_at"));
    }
}
