package org.livelihood.goods.stock;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class StockStore {

    private static final UUID GENERAL = new UUID(0, 0);

    private static final String ADD = """
            WITH moved AS (
              INSERT INTO stock_move (producer_id, reference_id, kind, sku_id, session_id, units)
              VALUES (:producer, :reference, 'ADD', :sku, :general, :units)
            )
            INSERT INTO stock_pool AS p (producer_id, sku_id, session_id, available)
            VALUES (:producer, :sku, :general, :units)
            ON CONFLICT (producer_id, sku_id, session_id) DO UPDATE SET available = p.available + excluded.available""";

    private static final String TAKE_FROM_GENERAL = """
            UPDATE stock_pool
               SET available = available - :units
             WHERE producer_id = :producer AND sku_id = :sku AND session_id = :general AND available >= :units""";

    private static final String REMOVE = """
            WITH taken AS (
              UPDATE stock_pool
                 SET available = available - :units
               WHERE producer_id = :producer AND sku_id = :sku AND session_id = :general AND available >= :units
              RETURNING producer_id
            )
            INSERT INTO stock_move (producer_id, reference_id, kind, sku_id, session_id, units)
            SELECT producer_id, :reference, 'ADD', :sku, :general, -:units FROM taken""";

    private static final String SPOIL = """
            SELECT stock_spoil(:producer, :lines, :units)""";

    private static final String FILL_POOL = """
            WITH filled AS (
              INSERT INTO stock_pool AS p (producer_id, sku_id, session_id, available)
              VALUES (:producer, :sku, :session, :units)
              ON CONFLICT (producer_id, sku_id, session_id)
                DO UPDATE SET available = p.available + excluded.available WHERE NOT p.closed
              RETURNING producer_id
            )
            INSERT INTO stock_move (producer_id, reference_id, kind, sku_id, session_id, units)
            SELECT producer_id, :reference, 'POOL', :sku, :session, :units FROM filled""";

    private static final String LOCK_POOLS = """
            SELECT 1 FROM stock_pool
             WHERE producer_id = :producer AND session_id IN (:session, :general)
               AND sku_id IN (SELECT sku_id FROM stock_pool WHERE producer_id = :producer AND session_id = :session)
             ORDER BY producer_id, sku_id, session_id
               FOR NO KEY UPDATE""";

    private static final String CLOSE_POOLS = """
            WITH left_over AS (
              SELECT producer_id, sku_id, available
                FROM stock_pool
               WHERE producer_id = :producer AND session_id = :session AND NOT closed
            ), closed AS (
              UPDATE stock_pool SET available = 0, closed = true
               WHERE producer_id = :producer AND session_id = :session AND NOT closed
            ), given_back AS (
              UPDATE stock_pool p
                 SET available = p.available + l.available
                FROM left_over l
               WHERE (p.producer_id, p.sku_id, p.session_id) = (l.producer_id, l.sku_id, :general)
            )
            INSERT INTO stock_move (producer_id, reference_id, kind, sku_id, session_id, units)
            SELECT producer_id, gen_random_uuid(), 'POOL', sku_id, :session, -available
              FROM left_over
             WHERE available > 0""";

    private static final String AVAILABLE = """
            SELECT p.sku_id, p.session_id, p.available
              FROM unnest(:producers, :skus) AS w (producer_id, sku_id)
              JOIN stock_pool p ON (p.producer_id, p.sku_id) = (w.producer_id, w.sku_id)
             WHERE NOT p.closed AND p.available > 0""";

    private static final String LEVELS = """
            SELECT producer_id, sku_id, session_id, available, reserved, sold, closed
              FROM stock_pool
             WHERE producer_id = :producer AND sku_id = ANY(:skus)
             ORDER BY sku_id, session_id""";

    private static final String MOVED = """
            SELECT DISTINCT sku_id FROM stock_move
             WHERE recorded_at >= :since AND kind IN ('SELL', 'RETURN', 'SPOIL')""";

    private static final String SOLD = """
            SELECT sku_id, CAST(sum(sold) AS bigint) AS sold FROM stock_pool
             WHERE (producer_id, sku_id) IN (SELECT * FROM unnest(:producers, :skus))
             GROUP BY sku_id""";

    private final DatabaseClient database;

    StockStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> spoil(ProducerId producer, List<SpoiledUnits> units) {
        return database.sql(SPOIL)
                .bind("producer", producer.value())
                .bind("lines", Columns.ids(units, SpoiledUnits::line))
                .bind("units", Columns.longs(units, SpoiledUnits::units))
                .then();
    }

    Mono<Void> add(ProducerId producer, SkuId sku, long units) {
        return database.sql(ADD)
                .bind("producer", producer.value())
                .bind("reference", Uuids.next())
                .bind("sku", sku.value())
                .bind("general", GENERAL)
                .bind("units", units)
                .then();
    }

    Mono<Boolean> takeFromGeneral(ProducerId producer, SkuId sku, long units) {
        return database.sql(TAKE_FROM_GENERAL)
                .bind("producer", producer.value())
                .bind("sku", sku.value())
                .bind("general", GENERAL)
                .bind("units", units)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> remove(ProducerId producer, SkuId sku, long units) {
        return database.sql(REMOVE)
                .bind("producer", producer.value())
                .bind("reference", Uuids.next())
                .bind("sku", sku.value())
                .bind("general", GENERAL)
                .bind("units", units)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> fillPool(ProducerId producer, SkuId sku, SessionId session, long units) {
        return database.sql(FILL_POOL)
                .bind("producer", producer.value())
                .bind("sku", sku.value())
                .bind("session", session.value())
                .bind("reference", Uuids.next())
                .bind("units", units)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> lockPools(ProducerId producer, SessionId session) {
        return database.sql(LOCK_POOLS)
                .bind("producer", producer.value())
                .bind("session", session.value())
                .bind("general", GENERAL)
                .fetch()
                .all()
                .then();
    }

    Mono<Void> closePools(ProducerId producer, SessionId session) {
        return database.sql(CLOSE_POOLS)
                .bind("producer", producer.value())
                .bind("session", session.value())
                .bind("general", GENERAL)
                .then();
    }

    Flux<StockLevel> levels(ProducerId producer, Collection<SkuId> skus) {
        return database.sql(LEVELS)
                .bind("producer", producer.value())
                .bind("skus", skus.stream().map(SkuId::value).toArray(UUID[]::new))
                .map(StockStore::level)
                .all();
    }

    Mono<Map<StockPool, Long>> available(Map<SkuId, ProducerId> skus) {
        return database.sql(AVAILABLE)
                .bind("producers", Columns.ids(skus.entrySet(), Map.Entry::getValue))
                .bind("skus", Columns.ids(skus.entrySet(), Map.Entry::getKey))
                .map(row -> Map.entry(pool(row), Rows.number(row, "available")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Flux<SkuId> moved(Instant since) {
        return database.sql(MOVED)
                .bind("since", since)
                .map(row -> Rows.id(row, "sku_id", SkuId::new))
                .all();
    }

    Mono<Map<SkuId, Long>> sold(Map<SkuId, ProducerId> skus) {
        return database.sql(SOLD)
                .bind("producers", skus.values().stream().map(ProducerId::value).toArray(UUID[]::new))
                .bind("skus", skus.keySet().stream().map(SkuId::value).toArray(UUID[]::new))
                .map(row -> Map.entry(Rows.id(row, "sku_id", SkuId::new), Rows.number(row, "sold")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static StockPool pool(Readable row) {
        UUID session = Rows.uuid(row, "session_id");
        return new StockPool(
                Rows.id(row, "sku_id", SkuId::new), session.equals(GENERAL) ? null : new SessionId(session));
    }

    private static StockLevel level(Readable row) {
        UUID session = Rows.uuid(row, "session_id");
        return new StockLevel(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "sku_id", SkuId::new),
                session.equals(GENERAL) ? null : new SessionId(session),
                Rows.number(row, "available"),
                Rows.number(row, "reserved"),
                Rows.number(row, "sold"),
                Rows.flag(row, "closed"));
    }
}
