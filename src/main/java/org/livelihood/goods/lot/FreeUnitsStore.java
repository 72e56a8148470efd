package org.livelihood.goods.lot;

import java.time.Instant;
import java.util.List;
import org.livelihood.goods.lotgraph.FreeUnits;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The free units of lots, locked in one order, and the moves of units to lines and back. */
@Repository
class FreeUnitsStore {

    private static final String LOCK = """
            WITH fifo AS (
              SELECT w.producer_id, c.id
                FROM unnest(:producers, :skus, :wanted) AS w (producer_id, sku_id, wanted)
               CROSS JOIN LATERAL (
                 SELECT l.id, sum(l.left_units) OVER (ORDER BY l.sealed_at, l.id) - l.left_units AS before
                   FROM lot l
                  WHERE l.producer_id = w.producer_id AND l.sku_id = w.sku_id AND l.left_units > 0) c
               WHERE c.before < w.wanted
            )
            SELECT producer_id, id, sku_id, sealed_at, CAST(free AS text) AS free
              FROM lot
             WHERE (producer_id, id) IN (SELECT * FROM fifo UNION SELECT * FROM unnest(:lotProducers, :lots))
               AND status = 'SEALED'
             ORDER BY producer_id, id
               FOR UPDATE""";

    private static final String SAVE = """
            UPDATE lot
               SET free = CAST(row.free AS int8multirange)
              FROM unnest(:producers, :lots, :free) AS row (producer, id, free)
             WHERE lot.producer_id = row.producer AND lot.id = row.id""";

    private static final String RECORD_TAKES = """
            INSERT INTO lot_take (producer_id, lot_id, line_id, id, units)
            SELECT producer, lot, line, id, units
              FROM unnest(:producers, :lots, :lines, :ids, :units) AS t (producer, lot, line, id, units)""";

    private final DatabaseClient database;

    FreeUnitsStore(DatabaseClient database) {
        this.database = database;
    }

    /** A sealed lot whose free units nobody else changes until the transaction ends. */
    record Locked(ProducerId producer, SkuId sku, Instant sealedAt, FreeUnits free) {

        LotId id() {
            return free.lot();
        }
    }

    /** Units of a SKU that are looked for, first produced first. */
    record Wanted(ProducerId producer, SkuId sku, long units) {}

    /** Units of one lot that a line took, or gave back. */
    record Take(ProducerId producer, OrderLineId line, LotId lot, long units) {}

    record Key(ProducerId producer, LotId lot) {}

    Flux<Locked> lock(List<Wanted> wanted, List<Key> lots) {
        return database.sql(LOCK)
                .bind("producers", Columns.ids(wanted, one -> one.producer()))
                .bind("skus", Columns.ids(wanted, one -> one.sku()))
                .bind("wanted", wanted.stream().map(Wanted::units).toArray(Long[]::new))
                .bind("lotProducers", Columns.ids(lots, one -> one.producer()))
                .bind("lots", Columns.ids(lots, one -> one.lot()))
                .map(row -> new Locked(
                        Rows.id(row, "producer_id", ProducerId::new),
                        Rows.id(row, "sku_id", SkuId::new),
                        Rows.time(row, "sealed_at"),
                        FreeUnits.parse(Rows.id(row, "id", LotId::new), Rows.text(row, "free"))))
                .all();
    }

    Mono<Void> save(List<Locked> lots) {
        return database.sql(SAVE)
                .bind("producers", Columns.ids(lots, lot -> lot.producer()))
                .bind("lots", Columns.ids(lots, lot -> lot.id()))
                .bind("free", lots.stream().map(lot -> lot.free().toString()).toArray(String[]::new))
                .then();
    }

    Mono<Void> record(List<Take> takes) {
        if (takes.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(RECORD_TAKES)
                .bind("producers", Columns.ids(takes, take -> take.producer()))
                .bind("lots", Columns.ids(takes, take -> take.lot()))
                .bind("lines", Columns.ids(takes, take -> take.line()))
                .bind("ids", Columns.uuids(takes, take -> Uuids.next()))
                .bind("units", takes.stream().map(Take::units).toArray(Long[]::new))
                .then();
    }
}
