package org.livelihood.sale.order;

import java.time.Clock;
import java.util.List;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class SettlementStore {

    private static final String OPEN = """
            UPDATE orders SET open_payments = open_payments + 1
             WHERE buyer_id = :buyer AND id = ANY(:ids) AND status = 'AWAITING_PAYMENT' AND expires_at > :now
            RETURNING id""";

    private static final String CLOSE = """
            UPDATE orders SET open_payments = open_payments - 1 WHERE id = ANY(:ids) AND open_payments > 0""";

    private static final String SETTLE = """
            SELECT place, outcome = 'PAID' AS paid
              FROM order_settle(:producer, :ids, :amounts, :now)
             ORDER BY place""";

    private final DatabaseClient database;
    private final Clock clock;

    SettlementStore(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Flux<OrderId> open(AccountId buyer, List<OrderId> ids) {
        return database.sql(OPEN)
                .bind("buyer", buyer.value())
                .bind("ids", Columns.uuids(ids, OrderId::value))
                .bind("now", clock.instant())
                .map(row -> Rows.id(row, "id", OrderId::new))
                .all();
    }

    Mono<Void> close(List<OrderId> ids) {
        return database.sql(CLOSE)
                .bind("ids", Columns.uuids(ids, OrderId::value))
                .then();
    }

    /** Of one producer. */
    Mono<List<Boolean>> settle(ProducerId producer, List<OrderReceipt> receipts) {
        return database.sql(SETTLE)
                .bind("producer", producer.value())
                .bind("ids", Columns.ids(receipts, OrderReceipt::order))
                .bind("amounts", Columns.fen(receipts, OrderReceipt::amount))
                .bind("now", clock.instant())
                .map(row -> Rows.flag(row, "paid"))
                .all()
                .collectList();
    }
}
