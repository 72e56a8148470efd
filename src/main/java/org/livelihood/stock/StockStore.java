package org.livelihood.stock;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class StockStore {

    private static final String ADD = """
            INSERT INTO stock_pool AS p (producer_id, sku_id, session_id, available)
            VALUES (:producer, :sku, :session, :units)
            ON CONFLICT (producer_id, sku_id, session_id) DO UPDATE SET available = p.available + excluded.available""";

    private static final String TAKE = """
            UPDATE stock_pool SET available = available - :units
             WHERE producer_id = :producer AND sku_id = :sku AND session_id = :session AND available >= :units""";

    private static final String MOVE = """
            INSERT INTO stock_move (producer_id, sku_id, session_id, line_id, kind, units)
            VALUES (:producer, :sku, :session, :cause, :kind, :units)""";

    private static final String CLOSE = """
            WITH open AS (
              SELECT producer_id, sku_id, session_id, available FROM stock_pool
               WHERE producer_id = :producer AND session_id = :session AND NOT closed
               ORDER BY sku_id
                 FOR UPDATE
            )
            UPDATE stock_pool p SET closed = true, available = 0
              FROM open o
             WHERE (p.producer_id, p.sku_id, p.session_id) = (o.producer_id, o.sku_id, o.session_id)
            RETURNING p.sku_id, o.available""";

    private static final String UNSELL = """
            UPDATE stock_pool SET sold = sold - :units
             WHERE producer_id = :producer AND sku_id = :sku AND session_id = :session AND sold >= :units""";

    private static final String LEVELS = """
            SELECT producer_id, sku_id, session_id, available, reserved, sold FROM stock_pool
             WHERE sku_id = ANY(:skus)
               AND session_id IN ('00000000-0000-0000-0000-000000000000', :session)""";

    private final DatabaseClient database;

    StockStore(DatabaseClient database) {
        this.database = database;
    }

    record Left(SkuId sku, long available) {}

    Mono<Void> add(ProducerId producer, SkuId sku, UUID session, long units) {
        return pool(ADD, producer, sku, session, units).then();
    }

    Mono<Boolean> take(ProducerId producer, SkuId sku, UUID session, long units) {
        return pool(TAKE, producer, sku, session, units).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private DatabaseClient.GenericExecuteSpec pool(
            String query, ProducerId producer, SkuId sku, UUID session, long units) {
        return database.sql(query)
                .bind("producer", producer.value())
                .bind("sku", sku.value())
                .bind("session", session)
                .bind("units", units);
    }

    Mono<Void> move(ProducerId producer, SkuId sku, UUID session, String kind, UUID cause, long units) {
        return pool(MOVE, producer, sku, session, units)
                .bind("kind", kind)
                .bind("cause", cause)
                .then();
    }

    Flux<Left> close(ProducerId producer, UUID session) {
        return database.sql(CLOSE)
                .bind("producer", producer.value())
                .bind("session", session)
                .map(row -> new Left(
                        new SkuId(Objects.requireNonNull(row.get("sku_id", UUID.class))),
                        Objects.requireNonNull(row.get("available", Long.class))))
                .all()
                .collectList()
                .flatMapIterable(rows -> rows);
    }

    Mono<Void> change(String function, List<Stock.Held> lines) {
        return database.sql("SELECT " + function + "(:producers, :skus, :sessions, :lines, :units)")
                .bind(
                        "producers",
                        lines.stream().map(line -> line.producer().value()).toArray(UUID[]::new))
                .bind("skus", lines.stream().map(line -> line.sku().value()).toArray(UUID[]::new))
                .bind("sessions", lines.stream().map(Stock::poolOf).toArray(UUID[]::new))
                .bind("lines", lines.stream().map(line -> line.line().value()).toArray(UUID[]::new))
                .bind("units", lines.stream().map(Stock.Held::units).toArray(Long[]::new))
                .then();
    }

    Mono<Void> giveBack(ProducerId producer, SkuId sku, UUID session, long units) {
        return pool(UNSELL, producer, sku, session, units).then().then(add(producer, sku, Stock.GENERAL, units));
    }

    Flux<Stock.Level> levels(Collection<SkuId> skus, UUID session) {
        return database.sql(LEVELS)
                .bind("skus", skus.stream().map(SkuId::value).toArray(UUID[]::new))
                .bind("session", session)
                .map(row -> {
                    UUID pool = Objects.requireNonNull(row.get("session_id", UUID.class));
                    return new Stock.Level(
                            new ProducerId(Objects.requireNonNull(row.get("producer_id", UUID.class))),
                            new SkuId(Objects.requireNonNull(row.get("sku_id", UUID.class))),
                            pool.equals(Stock.GENERAL) ? null : new SessionId(pool),
                            Objects.requireNonNull(row.get("available", Long.class)),
                            Objects.requireNonNull(row.get("reserved", Long.class)),
                            Objects.requireNonNull(row.get("sold", Long.class)));
                })
                .all();
    }
}
