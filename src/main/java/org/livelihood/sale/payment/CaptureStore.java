package org.livelihood.sale.payment;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.sale.order.OrderReceipt;
import org.livelihood.sale.order.Settled;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Captures in arrays: one statement a step, however many there are. */
@Repository
class CaptureStore {

    private static final String CLAIM = """
            SELECT payment_id, producer_id, order_id, amount_fen
              FROM payment_claim(:producer, :ids, :transactions, :amounts, :now)""";

    private static final String MARK = """
            UPDATE payment_order o
               SET outcome = CASE WHEN w.settled THEN 'SETTLED' ELSE 'EXTRA' END
              FROM unnest(:producers, :orders, :payments, :settled) AS w (producer_id, order_id, payment_id, settled)
             WHERE (o.producer_id, o.order_id, o.payment_id) = (w.producer_id, w.order_id, w.payment_id)""";

    private static final String REFUND_EXTRAS = """
            INSERT INTO payment_refund (producer_id, id, payment_id, order_id, amount_fen, reason, requested_by,
                                        requested_at, accepted_at, send_at)
            SELECT producer_id, id, payment_id, order_id, amount_fen, 'EXTRA', :system, :now, :now, :now
              FROM unnest(:producers, :ids, :payments, :orders, :amounts)
                     AS r (producer_id, id, payment_id, order_id, amount_fen)""";

    private final DatabaseClient database;

    CaptureStore(DatabaseClient database) {
        this.database = database;
    }

    /** What a payment that was just claimed was for. */
    record Part(PaymentId payment, ProducerId producer, OrderId order, Money amount) {

        OrderReceipt receipt() {
            return new OrderReceipt(producer, order, amount);
        }
    }

    /** @param producer whose orders all of them pay; null for payments over orders of several */
    Mono<List<Part>> claim(@Nullable ProducerId producer, List<Captures.Capture> captures, Instant now) {
        return database.sql(CLAIM)
                .bind("producer", Columns.idOrNull(producer))
                .bind("ids", Columns.ids(captures, Captures.Capture::payment))
                .bind("transactions", Columns.texts(captures, Captures.Capture::transaction))
                .bind("amounts", Columns.fen(captures, Captures.Capture::amount))
                .bind("now", now)
                .map(CaptureStore::part)
                .all()
                .collectList();
    }

    Mono<Void> markOutcomes(List<Part> parts, List<Settled> settled) {
        return withParts(MARK, parts)
                .bind("settled", settled.stream().map(Settled::paid).toArray(Boolean[]::new))
                .then();
    }

    Mono<Void> refundExtras(List<CaptureBatch.Extra> extras, Instant now) {
        if (extras.isEmpty()) {
            return Mono.empty();
        }
        List<Part> parts = extras.stream().map(CaptureBatch.Extra::part).toList();
        return withParts(REFUND_EXTRAS, parts)
                .bind("ids", Columns.ids(extras, CaptureBatch.Extra::refund))
                .bind("amounts", Columns.fen(parts, Part::amount))
                .bind("system", Caller.system().account().value())
                .bind("now", now)
                .then();
    }

    private DatabaseClient.GenericExecuteSpec withParts(String sql, List<Part> parts) {
        return database.sql(sql)
                .bind("producers", Columns.ids(parts, Part::producer))
                .bind("payments", Columns.ids(parts, Part::payment))
                .bind("orders", Columns.ids(parts, Part::order));
    }

    private static Part part(Readable row) {
        return new Part(
                Rows.id(row, "payment_id", PaymentId::new),
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "order_id", OrderId::new),
                Rows.money(row, "amount_fen"));
    }
}
