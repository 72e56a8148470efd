package org.livelihood.sale.favourite;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * A listing that somebody keeps or has looked at, as it stands now.
 *
 * @param at when she kept it or looked at it
 * @param priceThen the lowest price it had then
 * @param price the lowest price it has now, null while nothing of it is for sale
 */
record KeptListing(
        ListingId listing,
        ProducerId producer,
        String title,
        @Nullable ImageId image,
        Instant at,
        Money priceThen,
        @Nullable Money price) {

    /** What both lists show of a listing; {@code %s} are the rows of the list: listing_id, at and price_then_fen. */
    static final String SHOWN = """
            SELECT k.listing_id, k.at, k.price_then_fen, c.producer_id, c.title, c.image_id, c.price_fen
              FROM (%s) k
             CROSS JOIN LATERAL (
                    SELECT (array_agg(o.producer_id))[1] AS producer_id, min(o.title) AS title,
                           (array_agg(o.image_id))[1] AS image_id,
                           min(o.price_fen) FILTER (WHERE o.sellable) AS price_fen
                      FROM catalog_offer o
                     WHERE o.listing_id = k.listing_id
                    HAVING count(*) > 0) c
             ORDER BY k.at DESC, k.listing_id DESC""";

    static KeptListing of(Readable row) {
        return new KeptListing(
                Rows.id(row, "listing_id", ListingId::new),
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.text(row, "title"),
                Rows.idOrNull(row, "image_id", ImageId::new),
                Rows.time(row, "at"),
                Rows.money(row, "price_then_fen"),
                Rows.moneyOrNull(row, "price_fen"));
    }

    Cursor cursor() {
        return Cursor.of(at, listing.value());
    }
}
