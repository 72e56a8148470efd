package org.livelihood.goods.lot;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.lotgraph.FreeUnits;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Units of lots that left for other producers, or were lost. */
@Repository
class DeliveryStore {

    private static final String SEND = """
            INSERT INTO lot_delivery (producer_id, id, lot_id, to_producer_id, numbers, evidence, delivered_by)
            VALUES (:producer, :id, :lot, :to, CAST(:numbers AS int8multirange), :evidence, :by)""";

    private static final String COLUMNS = """
            producer_id, id, lot_id, to_producer_id, CAST(numbers AS text) AS numbers, evidence, status,
            delivered_at""";

    private static final String ACCEPT = """
            UPDATE lot_delivery SET status = 'ACCEPTED', ended_at = now()
             WHERE to_producer_id = :to AND id = ANY(:ids) AND status = 'SENT'
            RETURNING %s""".formatted(COLUMNS);

    private static final String RECALL = """
            UPDATE lot_delivery SET status = 'RECALLED', ended_at = now()
             WHERE producer_id = :producer AND id = :id AND status = 'SENT'
            RETURNING %s""".formatted(COLUMNS);

    private static final String FIND = """
            SELECT %s FROM lot_delivery WHERE producer_id = :producer AND id = :id""".formatted(COLUMNS);

    private static final String LIST = """
            SELECT %s FROM lot_delivery
             WHERE (producer_id = :producer OR to_producer_id = :producer) AND id > :after
             ORDER BY id
             LIMIT :limit""".formatted(COLUMNS);

    private static final String LOSE = """
            INSERT INTO lot_loss (producer_id, id, lot_id, numbers, reason, evidence, recorded_by)
            VALUES (:producer, :id, :lot, CAST(:numbers AS int8multirange), :reason, :evidence, :by)""";

    private final DatabaseClient database;

    DeliveryStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<UUID> send(
            ProducerId producer, LotId lot, ProducerId to, List<UnitRange> numbers, String evidence, AccountId by) {
        UUID id = Uuids.next();
        return database.sql(SEND)
                .bind("producer", producer.value())
                .bind("id", id)
                .bind("lot", lot.value())
                .bind("to", to.value())
                .bind("numbers", FreeUnits.text(numbers))
                .bind("evidence", evidence)
                .bind("by", by.value())
                .then()
                .thenReturn(id);
    }

    Flux<LotDelivery> accept(ProducerId to, Collection<UUID> ids) {
        return database.sql(ACCEPT)
                .bind("to", to.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(DeliveryStore::delivery)
                .all();
    }

    Mono<LotDelivery> recall(ProducerId producer, UUID id) {
        return one(RECALL, producer, id);
    }

    Mono<LotDelivery> find(ProducerId producer, UUID id) {
        return one(FIND, producer, id);
    }

    private Mono<LotDelivery> one(String sql, ProducerId producer, UUID id) {
        return database.sql(sql)
                .bind("producer", producer.value())
                .bind("id", id)
                .map(DeliveryStore::delivery)
                .one();
    }

    Flux<LotDelivery> list(ProducerId producer, @Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(DeliveryStore::delivery)
                .all();
    }

    Mono<UUID> lose(
            ProducerId producer, LotId lot, List<UnitRange> numbers, String reason, String evidence, AccountId by) {
        UUID id = Uuids.next();
        return database.sql(LOSE)
                .bind("producer", producer.value())
                .bind("id", id)
                .bind("lot", lot.value())
                .bind("numbers", FreeUnits.text(numbers))
                .bind("reason", reason)
                .bind("evidence", evidence)
                .bind("by", by.value())
                .then()
                .thenReturn(id);
    }

    /** Units that a buyer gave back unfit for sale. */
    record Spoiled(ProducerId producer, OrderLineId line, UnitRange units) {}

    /** Their lots have lost them; the refund tells who said so. */
    Mono<Void> spoiled(List<Spoiled> losses) {
        return Flux.fromIterable(losses)
                .concatMap(loss -> lose(
                        loss.producer(),
                        loss.units().lot(),
                        List.of(loss.units()),
                        "RETURNED_SPOILED",
                        loss.line().toString(),
                        Caller.system().account()))
                .then();
    }

    private static LotDelivery delivery(Readable row) {
        LotId lot = Rows.id(row, "lot_id", LotId::new);
        return new LotDelivery(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.uuid(row, "id"),
                lot,
                Rows.id(row, "to_producer_id", ProducerId::new),
                FreeUnits.parseRanges(lot, Rows.text(row, "numbers")),
                Rows.text(row, "evidence"),
                Rows.name(row, "status", LotDelivery.Status.class),
                Rows.time(row, "delivered_at"));
    }
}
