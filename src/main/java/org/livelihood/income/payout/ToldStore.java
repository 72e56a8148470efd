package org.livelihood.income.payout;

import java.util.List;
import java.util.UUID;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What the maker and the approver of a batch were told. */
@Repository
class ToldStore {

    private static final String LEAVE_OUT = """
            INSERT INTO payout_left_out (producer_id, batch_id, party_kind, party_id, why)
            SELECT :producer, :batch, * FROM unnest(:kinds, :parties, :whys)""";

    private static final String LEFT_OUT = """
            SELECT party_kind, party_id, why FROM payout_left_out
             WHERE producer_id = :producer AND batch_id = :batch
             ORDER BY party_id""";

    private static final String ACKNOWLEDGE = """
            INSERT INTO payout_shared_account (producer_id, batch_id, item_id)
            SELECT :producer, :batch, * FROM unnest(:items)""";

    private static final String ACKNOWLEDGED = """
            SELECT item_id FROM payout_shared_account
             WHERE producer_id = :producer AND batch_id = :batch
             ORDER BY item_id""";

    private final DatabaseClient database;

    ToldStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> leaveOut(ProducerId producer, UUID batch, List<LeftOut> leftOut) {
        if (leftOut.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(LEAVE_OUT)
                .bind("producer", producer.value())
                .bind("batch", batch)
                .bind("kinds", Columns.texts(leftOut, one -> one.party().kind()))
                .bind("parties", Columns.uuids(leftOut, one -> one.party().id()))
                .bind("whys", Columns.texts(leftOut, LeftOut::why))
                .then();
    }

    Mono<List<LeftOut>> leftOut(ProducerId producer, UUID batch) {
        return database.sql(LEFT_OUT)
                .bind("producer", producer.value())
                .bind("batch", batch)
                .map(row -> new LeftOut(Rows.party(row), Rows.name(row, "why", LeftOutReason.class)))
                .all()
                .collectList();
    }

    Mono<Void> acknowledge(ProducerId producer, UUID batch, List<UUID> items) {
        if (items.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(ACKNOWLEDGE)
                .bind("producer", producer.value())
                .bind("batch", batch)
                .bind("items", items.toArray(UUID[]::new))
                .then();
    }

    Mono<List<UUID>> acknowledged(ProducerId producer, UUID batch) {
        return database.sql(ACKNOWLEDGED)
                .bind("producer", producer.value())
                .bind("batch", batch)
                .map(row -> Rows.uuid(row, "item_id"))
                .all()
                .collectList();
    }
}
