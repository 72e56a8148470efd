package org.livelihood.goods.catalog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing.InReview;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What waits for review, over all producers. */
@Repository
class ReviewStore {

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

    ReviewStore(DatabaseClient database) {
        this.database = database;
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
}
