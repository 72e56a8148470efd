package org.livelihood.goods.lot;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class LotStore {

    private static final String OPEN = """
            INSERT INTO lot (producer_id, id, sku_id, agreement_id) VALUES (:producer, :id, :sku, :agreement)""";

    private static final String COLUMNS = """
            SELECT producer_id, id, sku_id, agreement_id, status, agreement_version, units, left_units, opened_at,
                   sealed_at, sealed_on
              FROM lot""";

    private static final String FIND = COLUMNS + """

             WHERE producer_id = :producer AND id = :id""";

    private static final String LOCK = FIND + """

               FOR UPDATE""";

    private static final String LIST = COLUMNS + """

             WHERE producer_id = :producer AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private static final String SEALED = COLUMNS + """

             WHERE producer_id = :producer AND id = ANY(:lots) AND status = 'SEALED'""";

    private static final String SEAL = """
            UPDATE lot SET status = 'SEALED', agreement_version = :version, units = :units,
                           free = int8multirange(int8range(0, :units)), market_price_fen = :marketPrice,
                           sealed_at = :now, sealed_on = :on, sealed_by = :by, lost_units = :lost, ratio_in = :ratioIn,
                           ratio_out = :ratioOut
             WHERE producer_id = :producer AND id = :id AND status = 'OPEN'
            RETURNING sku_id""";

    private static final String PART = """
            INSERT INTO lot (producer_id, id, sku_id, agreement_id, status, agreement_version, units, free,
                             market_price_fen, sealed_at, sealed_on, sealed_by)
            SELECT producer_id, :part, sku_id, agreement_id, status, agreement_version, :units,
                   int8multirange(int8range(0, :units)), market_price_fen, sealed_at, sealed_on, :by
              FROM lot WHERE producer_id = :producer AND id = :id""";

    private final DatabaseClient database;

    LotStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> open(ProducerId producer, LotId id, SkuId sku, AgreementId agreement) {
        return database.sql(OPEN)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .bind("sku", sku.value())
                .bind("agreement", agreement.value())
                .then();
    }

    Mono<Lot> find(ProducerId producer, LotId id) {
        return one(FIND, producer, id);
    }

    Mono<Lot> lock(ProducerId producer, LotId id) {
        return one(LOCK, producer, id);
    }

    private Mono<Lot> one(String query, ProducerId producer, LotId id) {
        return database.sql(query)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .map(LotStore::lot)
                .one();
    }

    Flux<Lot> list(ProducerId producer, @Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(LotStore::lot)
                .all();
    }

    private static Lot lot(Readable row) {
        return new Lot(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "id", LotId::new),
                Rows.id(row, "sku_id", SkuId::new),
                Rows.id(row, "agreement_id", AgreementId::new),
                Rows.name(row, "status", Lot.Status.class),
                row.get("agreement_version", Integer.class),
                row.get("units", Long.class),
                row.get("left_units", Long.class),
                Rows.time(row, "opened_at"),
                row.get("sealed_at", Instant.class),
                row.get("sealed_on", LocalDate.class));
    }

    Mono<SkuId> seal(ProducerId producer, LotId id, int version, Lot.Seal seal, Instant now, AccountId by) {
        return database.sql(SEAL)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .bind("version", version)
                .bind("units", seal.units())
                .bind("marketPrice", Parameter.fromOrEmpty(seal.marketPriceFen(), Long.class))
                .bind("now", now)
                .bind("on", seal.on())
                .bind("by", by.value())
                .bind("lost", seal.making().lostUnits())
                .bind("ratioIn", seal.making().ratioIn())
                .bind("ratioOut", seal.making().ratioOut())
                .map(row -> Rows.id(row, "sku_id", SkuId::new))
                .one();
    }

    /** A new lot of some of a sealed one's units, sealed as and when it was: it is sold before what was made later. */
    Mono<Void> part(Lot of, LotId id, long units, AccountId by) {
        return database.sql(PART)
                .bind("producer", of.producer().value())
                .bind("id", of.id().value())
                .bind("part", id.value())
                .bind("units", units)
                .bind("by", by.value())
                .then();
    }

    Flux<SealedLot> sealed(ProducerId producer, Collection<LotId> lots) {
        return database.sql(SEALED)
                .bind("producer", producer.value())
                .bind("lots", lots.stream().map(LotId::value).toArray(UUID[]::new))
                .map(row -> new SealedLot(
                        producer,
                        Rows.id(row, "id", LotId::new),
                        Rows.id(row, "sku_id", SkuId::new),
                        Rows.number(row, "units"),
                        Rows.id(row, "agreement_id", AgreementId::new),
                        Rows.integer(row, "agreement_version"),
                        Rows.time(row, "sealed_at"),
                        null,
                        1,
                        List.of(),
                        List.of(),
                        false,
                        List.of()))
                .all();
    }
}
