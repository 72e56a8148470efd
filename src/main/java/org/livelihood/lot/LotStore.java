package org.livelihood.lot;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SkuId;
import org.livelihood.kernel.Uuids;
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
                   sealed_at
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
            UPDATE lot SET status = 'SEALED', agreement_version = :version, units = :units, left_units = :units,
                           market_price_fen = :marketPrice, sealed_at = :now, sealed_on = :on, sealed_by = :by
             WHERE producer_id = :producer AND id = :id AND status = 'OPEN'
            RETURNING sku_id""";

    private static final String TAKE = """
            SELECT producer, line, lot, taken FROM lot_take_fifo(:producers, :lines, :skus, :units)""";

    private static final String RECORD_TAKES = """
            INSERT INTO lot_take (producer_id, lot_id, line_id, id, units)
            SELECT producer, lot, line, id, units
              FROM unnest(:producers, :lots, :lines, :ids, :units) AS t (producer, lot, line, id, units)""";

    private static final String TAKEN = """
            SELECT producer_id AS producer, line_id AS line, lot_id AS lot, CAST(sum(units) AS bigint) AS taken
              FROM lot_take
             WHERE line_id = ANY(:lines)
             GROUP BY producer_id, line_id, lot_id
            HAVING sum(units) > 0
             ORDER BY line_id, min(taken_at), lot_id""";

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
                new ProducerId(uuid(row, "producer_id")),
                new LotId(uuid(row, "id")),
                new SkuId(uuid(row, "sku_id")),
                new AgreementId(uuid(row, "agreement_id")),
                Lot.Status.valueOf(Objects.requireNonNull(row.get("status", String.class))),
                row.get("agreement_version", Integer.class),
                row.get("units", Long.class),
                row.get("left_units", Long.class),
                Objects.requireNonNull(row.get("opened_at", Instant.class)),
                row.get("sealed_at", Instant.class));
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
                .map(row -> new SkuId(uuid(row, "sku_id")))
                .one();
    }

    Flux<SealedLot> sealed(ProducerId producer, Collection<LotId> lots) {
        return database.sql(SEALED)
                .bind("producer", producer.value())
                .bind("lots", lots.stream().map(LotId::value).toArray(UUID[]::new))
                .map(row -> new SealedLot(
                        producer,
                        new LotId(uuid(row, "id")),
                        new SkuId(uuid(row, "sku_id")),
                        Objects.requireNonNull(row.get("units", Long.class)),
                        new AgreementId(uuid(row, "agreement_id")),
                        Objects.requireNonNull(row.get("agreement_version", Integer.class)),
                        Objects.requireNonNull(row.get("sealed_at", Instant.class)),
                        List.of(),
                        List.of()))
                .all();
    }

    Flux<Lots.Take> take(List<Lots.Demand> demands) {
        if (demands.isEmpty()) {
            return Flux.empty();
        }
        return database.sql(TAKE)
                .bind(
                        "producers",
                        demands.stream()
                                .map(demand -> demand.producer().value())
                                .toArray(UUID[]::new))
                .bind(
                        "lines",
                        demands.stream().map(demand -> demand.line().value()).toArray(UUID[]::new))
                .bind(
                        "skus",
                        demands.stream().map(demand -> demand.sku().value()).toArray(UUID[]::new))
                .bind("units", demands.stream().map(Lots.Demand::units).toArray(Long[]::new))
                .map(LotStore::standing)
                .all();
    }

    Mono<Void> recordTakes(List<Lots.Take> takes) {
        if (takes.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(RECORD_TAKES)
                .bind(
                        "producers",
                        takes.stream().map(take -> take.producer().value()).toArray(UUID[]::new))
                .bind("lots", takes.stream().map(take -> take.lot().value()).toArray(UUID[]::new))
                .bind("lines", takes.stream().map(take -> take.line().value()).toArray(UUID[]::new))
                .bind(
                        "ids",
                        IntStream.range(0, takes.size())
                                .mapToObj(i -> Uuids.next())
                                .toArray(UUID[]::new))
                .bind("units", takes.stream().map(Lots.Take::units).toArray(Long[]::new))
                .then();
    }

    Flux<Lots.Take> taken(Collection<OrderLineId> lines) {
        return database.sql(TAKEN)
                .bind("lines", lines.stream().map(OrderLineId::value).toArray(UUID[]::new))
                .map(LotStore::standing)
                .all();
    }

    private static Lots.Take standing(Readable row) {
        return new Lots.Take(
                new ProducerId(uuid(row, "producer")),
                new OrderLineId(uuid(row, "line")),
                new LotId(uuid(row, "lot")),
                Objects.requireNonNull(row.get("taken", Long.class)));
    }

    static Party party(Readable row) {
        return new Party(
                Party.Kind.valueOf(Objects.requireNonNull(row.get("party_kind", String.class))), uuid(row, "party_id"));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }
}
