package org.livelihood.sale.order;

import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class SettlementStore {

    private static final String OPEN = """
            SELECT reason, total_fen, expires_at
              FROM order_open(:producer, :wishes, :buyers, :ids, :now)
             ORDER BY place""";

    private static final String CLOSE = """
            UPDATE orders SET open_payments = open_payments - 1 WHERE id = ANY(:ids) AND open_payments > 0""";

    private static final String SETTLE = """
            SELECT place, outcome = 'PAID' AS paid, shipping_fen, discount_fen
              FROM order_settle(:producer, :ids, :amounts, :now)
             ORDER BY place""";

    private final DatabaseClient database;
    private final Clock clock;

    SettlementStore(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Of one producer. */
    Mono<List<OpeningLine.Opened>> open(List<OpeningLine> lines) {
        Iterator<OpeningLine> each = lines.iterator();
        return database.sql(OPEN)
                .bind("producer", lines.get(0).producer().value())
                .bind("wishes", Columns.integers(lines, OpeningLine::wish))
                .bind("buyers", Columns.ids(lines, OpeningLine::buyer))
                .bind("ids", Columns.ids(lines, OpeningLine::order))
                .bind("now", clock.instant())
                .map(row -> new OpeningLine.Opened(
                        each.next(),
                        Rows.text(row, "reason"),
                        Rows.money(row, "total_fen"),
                        Rows.time(row, "expires_at")))
                .all()
                .collectList();
    }

    Mono<Void> close(List<OrderId> ids) {
        return database.sql(CLOSE)
                .bind("ids", Columns.uuids(ids, OrderId::value))
                .then();
    }

    /** @param discount what was taken off the order's prices */
    record Row(boolean paid, Money shipping, Money discount) {}

    /** Of one producer. */
    Mono<List<Row>> settle(ProducerId producer, List<OrderReceipt> receipts) {
        return database.sql(SETTLE)
                .bind("producer", producer.value())
                .bind("ids", Columns.ids(receipts, OrderReceipt::order))
                .bind("amounts", Columns.fen(receipts, OrderReceipt::amount))
                .bind("now", clock.instant())
                .map(row -> new Row(
                        Rows.flag(row, "paid"), Rows.money(row, "shipping_fen"), Rows.money(row, "discount_fen")))
                .all()
                .collectList();
    }
}
