package org.livelihood.sale.order;

import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Keeps an order as it stands while something that depends on it is written. */
@Repository
class OrderHoldStore {

    private static final String HOLD_UNPACKED = """
            SELECT id FROM orders
             WHERE producer_id = :producer AND id = :id AND status IN ('AWAITING_PAYMENT', 'PAID')
               FOR NO KEY UPDATE""";

    private final DatabaseClient database;

    OrderHoldStore(DatabaseClient database) {
        this.database = database;
    }

    /** Nobody packs the order until this transaction ends; empty when it is too late for that. */
    Mono<OrderId> unpacked(ProducerId producer, OrderId id) {
        return database.sql(HOLD_UNPACKED)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .map(row -> Rows.id(row, "id", OrderId::new))
                .one();
    }
}
