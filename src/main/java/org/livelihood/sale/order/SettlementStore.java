package org.livelihood.sale.order;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.List;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
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

    private static final String LOCK = """
            SELECT id FROM orders WHERE producer_id = :producer AND id = :id FOR NO KEY UPDATE""";

    private static final String REFUND = """
            SELECT outcome, amount_fen, returned_quantity
              FROM order_refund(:producer, :id, :line, :amount, :quantity, :spoiled)""";

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
    Mono<List<Boolean>> settle(ProducerId producer, List<Settlements.Receipt> receipts) {
        return database.sql(SETTLE)
                .bind("producer", producer.value())
                .bind("ids", Columns.ids(receipts, Settlements.Receipt::order))
                .bind("amounts", Columns.fen(receipts, Settlements.Receipt::amount))
                .bind("now", clock.instant())
                .map(row -> Rows.flag(row, "paid"))
                .all()
                .collectList();
    }

    /**
     * @param amount what was refunded, or what could still be
     * @param returnedQuantity units that came back, or that could still
     */
    record Result(String outcome, Money amount, long returnedQuantity) {}

    /** Waits until nobody else takes anything of the order back; the turn lasts until the transaction ends. */
    Mono<Void> lock(Order order) {
        return database.sql(LOCK)
                .bind("producer", order.producer().value())
                .bind("id", order.id().value())
                .then();
    }

    Mono<Result> refund(Order order, OrderLineId line, Settlements.Back back) {
        Money amount = back.amount();
        Long quantity = back.quantity();
        return database.sql(REFUND)
                .bind("producer", order.producer().value())
                .bind("id", order.id().value())
                .bind("line", line.value())
                .bind("amount", amount == null ? Parameters.in(Long.class) : Parameters.in(amount.fen()))
                .bind("quantity", quantity == null ? Parameters.in(Long.class) : Parameters.in(quantity))
                .bind("spoiled", back.spoiled())
                .map(SettlementStore::result)
                .one();
    }

    private static Result result(Readable row) {
        return new Result(
                Rows.text(row, "outcome"), Rows.money(row, "amount_fen"), Rows.number(row, "returned_quantity"));
    }
}
