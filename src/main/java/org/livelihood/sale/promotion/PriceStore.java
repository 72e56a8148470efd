package org.livelihood.sale.promotion;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PriceStore {

    private static final String OF_PRODUCERS = """
            SELECT * FROM promotion_price
             WHERE producer_id = ANY(:producers) AND (ends_at IS NULL OR ends_at > greatest(starts_at, :now))
             ORDER BY sku_id, from_units, starts_at""";

    private static final String ADD = """
            INSERT INTO promotion_price (producer_id, id, sku_id, from_units, price_fen, starts_at, ends_at,
                                         recorded_by)
            SELECT :producer, :id, :sku, :units, :price, :from, :until, :by
             WHERE NOT EXISTS (
                     SELECT FROM promotion_price
                      WHERE producer_id = :producer AND sku_id = :sku AND from_units = :units
                        AND (ends_at IS NULL OR ends_at > greatest(starts_at, :from))
                        AND (CAST(:until AS timestamptz) IS NULL OR starts_at < :until))""";

    private static final String END = """
            UPDATE promotion_price SET ends_at = greatest(starts_at, :now)
             WHERE producer_id = :producer AND id = :id AND (ends_at IS NULL OR ends_at > greatest(starts_at, :now))""";

    private final DatabaseClient database;

    PriceStore(DatabaseClient database) {
        this.database = database;
    }

    /** Prices of a producer change one after the other. */
    Mono<Void> takeTurn(ProducerId producer) {
        return Turns.take(database, "promotion price", producer.toString());
    }

    /** Those that hold or will hold. */
    Flux<SpecialPrice> of(Collection<ProducerId> producers, Instant now) {
        return database.sql(OF_PRODUCERS)
                .bind("producers", Columns.ids(producers, producer -> producer))
                .bind("now", now)
                .map(PriceStore::price)
                .all();
    }

    /** False where another one of the SKU, from as many units, holds at some of these times. */
    Mono<Boolean> add(SpecialPrice price, AccountId by) {
        return database.sql(ADD)
                .bind("producer", price.producer().value())
                .bind("id", price.id())
                .bind("sku", price.sku().value())
                .bind("units", price.fromUnits())
                .bind("price", price.price().fen())
                .bind("from", price.from())
                .bind("until", Parameter.fromOrEmpty(price.until(), Instant.class))
                .bind("by", by.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** False where there is none that holds or will hold. */
    Mono<Boolean> end(ProducerId producer, UUID id, Instant now) {
        return database.sql(END)
                .bind("producer", producer.value())
                .bind("id", id)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static SpecialPrice price(Readable row) {
        return new SpecialPrice(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.uuid(row, "id"),
                Rows.id(row, "sku_id", SkuId::new),
                Rows.integer(row, "from_units"),
                Rows.money(row, "price_fen"),
                Rows.time(row, "starts_at"),
                row.get("ends_at", Instant.class));
    }
}
