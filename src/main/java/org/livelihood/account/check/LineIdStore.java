package org.livelihood.account.check;

import java.util.List;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Attributed lines of a scope, in the order in which they were paid. */
@Repository
class LineIdStore {

    private static final String NEXT = """
            SELECT producer_id, line_id, paid_at
              FROM attribution_line
             WHERE paid_at >= :from AND paid_at < :to AND (paid_at, line_id) > (:afterTime, :afterLine)
               AND (:everybody OR producer_id = ANY (:producers))
             ORDER BY paid_at, line_id
             LIMIT :limit""";

    private final DatabaseClient database;

    LineIdStore(DatabaseClient database) {
        this.database = database;
    }

    record Line(OrderLineId id, ProducerId producer, Cursor place) {}

    Mono<List<Line>> next(AuditScope scope, Cursor after, int limit) {
        List<UUID> producers = scope.producers() == null ? List.of() : scope.producers();
        return database.sql(NEXT)
                .bind("from", scope.begin())
                .bind("to", scope.end())
                .bind("afterTime", after.time())
                .bind("afterLine", after.id())
                .bind("everybody", scope.producers() == null)
                .bind("producers", producers.toArray(UUID[]::new))
                .bind("limit", limit)
                .map(row -> new Line(
                        Rows.id(row, "line_id", OrderLineId::new),
                        Rows.id(row, "producer_id", ProducerId::new),
                        Cursor.of(Rows.time(row, "paid_at"), Rows.uuid(row, "line_id"))))
                .all()
                .collectList();
    }
}
