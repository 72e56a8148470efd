package org.livelihood.attribution;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.livelihood.kernel.LotId;
import org.livelihood.lot.SealedLot;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class FreeUnitsStore {

    private static final String OPEN = """
            INSERT INTO attribution_lot (producer_id, lot_id, units, free)
            SELECT producer, lot, units, int8multirange(int8range(0, units))
              FROM unnest(:producers, :lots, :units) AS row (producer, lot, units)
             ORDER BY producer, lot
                ON CONFLICT (producer_id, lot_id) DO NOTHING""";

    private static final String LOCK = """
            SELECT lot_id, CAST(free AS text) AS free
              FROM attribution_lot
             WHERE (producer_id, lot_id) IN (SELECT * FROM unnest(:producers, :lots))
             ORDER BY producer_id, lot_id
               FOR UPDATE""";

    private static final String SAVE = """
            UPDATE attribution_lot lot
               SET free = CAST(row.free AS int8multirange)
              FROM unnest(:producers, :lots, :free) AS row (producer, lot, free)
             WHERE lot.producer_id = row.producer AND lot.lot_id = row.lot""";

    private final DatabaseClient database;

    FreeUnitsStore(DatabaseClient database) {
        this.database = database;
    }

    /** The free numbers of these lots, locked until the transaction ends; a lot that is new here is all free. */
    Mono<Map<LotId, FreeUnits>> lock(List<SealedLot> lots) {
        return database.sql(OPEN)
                .bind("producers", Columns.ids(lots, SealedLot::producer))
                .bind("lots", Columns.ids(lots, SealedLot::id))
                .bind("units", Columns.longs(lots, SealedLot::units))
                .then()
                .thenMany(database.sql(LOCK)
                        .bind("producers", Columns.ids(lots, SealedLot::producer))
                        .bind("lots", Columns.ids(lots, SealedLot::id))
                        .map(row -> FreeUnits.parse(
                                new LotId(Columns.required(row, "lot_id", UUID.class)),
                                Columns.required(row, "free", String.class)))
                        .all())
                .collectMap(FreeUnits::lot);
    }

    Mono<Void> save(List<SealedLot> lots, Map<LotId, FreeUnits> free) {
        return database.sql(SAVE)
                .bind("producers", Columns.ids(lots, SealedLot::producer))
                .bind("lots", Columns.ids(lots, SealedLot::id))
                .bind("free", Columns.texts(lots, lot -> free.get(lot.id())))
                .then();
    }
}
