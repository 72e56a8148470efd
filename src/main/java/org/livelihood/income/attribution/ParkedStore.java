package org.livelihood.income.attribution;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.OrderLineId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ParkedStore {

    private static final String COLUMNS = """
            SELECT producer_id, line_id, order_id, session_id, sku_id, quantity, returned, spoiled, paid_fen,
                   refunded_fen, paid_at, reason, parked_at
              FROM attribution_parked
            """;

    private static final String PARK = """
            INSERT INTO attribution_parked (producer_id, line_id, order_id, session_id, sku_id, quantity, returned,
                   spoiled, paid_fen, refunded_fen, paid_at, reason)
            SELECT producer, line, order_id, session, sku, quantity, returned, spoiled, paid, refunded,
                   CAST(paid_at AS timestamptz), :reason
              FROM unnest(:producers, :lines, :orders, :sessions, :skus, :quantities, :returned, :spoiled, :paid,
                          :refunded, :paidAt)
                AS row (producer, line, order_id, session, sku, quantity, returned, spoiled, paid, refunded, paid_at)
                ON CONFLICT (producer_id, line_id) DO UPDATE
               SET returned = excluded.returned, spoiled = excluded.spoiled, refunded_fen = excluded.refunded_fen,
                   reason = excluded.reason,
                   parked_at = excluded.parked_at""";

    private static final String LOCK = COLUMNS + """
             WHERE producer_id = :producer AND line_id = :line
               FOR UPDATE""";

    private static final String PRODUCER = """
            SELECT producer_id FROM attribution_parked WHERE line_id = :line""";

    private static final String LIST = COLUMNS + """
             WHERE (parked_at, line_id) > (:afterTime, :afterLine)
             ORDER BY parked_at, line_id
             LIMIT :limit""";

    private static final String LINES = """
            SELECT line_id FROM attribution_parked ORDER BY parked_at, line_id""";

    private static final String FORGET = """
            DELETE FROM attribution_parked
             WHERE (producer_id, line_id) IN (SELECT * FROM unnest(:producers, :lines))""";

    private final DatabaseClient database;

    ParkedStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> park(SoldLine sold, String reason) {
        List<SoldLine> row = List.of(sold);
        return database.sql(PARK)
                .bind("producers", Columns.ids(row, SoldLine::producer))
                .bind("lines", Columns.ids(row, SoldLine::line))
                .bind("orders", Columns.ids(row, SoldLine::order))
                .bind("sessions", Columns.ids(row, SoldLine::session))
                .bind("skus", Columns.ids(row, SoldLine::sku))
                .bind("quantities", Columns.longs(row, SoldLine::quantity))
                .bind("returned", Columns.longs(row, SoldLine::returned))
                .bind("spoiled", Columns.longs(row, SoldLine::spoiled))
                .bind("paid", Columns.fen(row, SoldLine::paid))
                .bind("refunded", Columns.fen(row, SoldLine::refunded))
                .bind("paidAt", Columns.texts(row, SoldLine::paidAt))
                .bind("reason", reason)
                .then();
    }

    /** An officer names a line by its id alone: whose it is comes first, then it is locked. */
    Mono<SoldLine> lock(OrderLineId line) {
        return database.sql(PRODUCER)
                .bind("line", line.value())
                .map(row -> Rows.uuid(row, "producer_id"))
                .one()
                .flatMap(producer -> database.sql(LOCK)
                        .bind("producer", producer)
                        .bind("line", line.value())
                        .map(AttributedLineStore::sold)
                        .one());
    }

    Flux<ParkedLine> list(@Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("afterTime", after == null ? Instant.EPOCH : after.time())
                .bind("afterLine", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(ParkedStore::parked)
                .all();
    }

    Mono<List<OrderLineId>> lines() {
        return database.sql(LINES)
                .map(row -> Rows.id(row, "line_id", OrderLineId::new))
                .all()
                .collectList();
    }

    Mono<Void> forget(Collection<SoldLine> lines) {
        List<SoldLine> rows = List.copyOf(lines);
        return database.sql(FORGET)
                .bind("producers", Columns.ids(rows, SoldLine::producer))
                .bind("lines", Columns.ids(rows, SoldLine::line))
                .then();
    }

    private static ParkedLine parked(Readable row) {
        SoldLine sold = AttributedLineStore.sold(row);
        return new ParkedLine(
                sold.producer(),
                sold.line(),
                sold.order(),
                sold.net(),
                Rows.text(row, "reason"),
                Rows.time(row, "parked_at"));
    }
}
