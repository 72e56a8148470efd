package org.livelihood.account.vitals;

import io.r2dbc.spi.Readable;
import org.livelihood.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class VitalsStore {

    private static final String READ = """
            SELECT (SELECT count(*) FROM (SELECT FROM order_sale LIMIT 10000) s) AS sales_waiting,
                   coalesce((SELECT extract(epoch FROM now() - o.paid_at)::bigint
                               FROM order_sale s
                               JOIN orders o ON (o.producer_id, o.id) = (s.producer_id, s.order_id)
                              ORDER BY s.id LIMIT 1), 0) AS oldest_sale_seconds,
                   (SELECT count(*) FROM attribution_parked) AS lines_parked,
                   (SELECT count(*) FROM sandbox_notice
                     WHERE done_at IS NULL AND send_at < now() - interval '1 minute') AS notices_undelivered,
                   (SELECT count(*) FROM payment_refund
                     WHERE status = 'ACCEPTED' AND accepted_at < now() - interval '10 minutes') AS refunds_stuck,
                   coalesce((SELECT extract(epoch FROM now() - max(signed_at))::bigint FROM tlog_checkpoint), 0)
                     AS log_lag_seconds""";

    private final DatabaseClient database;

    VitalsStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Vitals> read() {
        return database.sql(READ).map(VitalsStore::vitals).one();
    }

    private static Vitals vitals(Readable row) {
        return new Vitals(
                Rows.number(row, "sales_waiting"),
                Rows.number(row, "oldest_sale_seconds"),
                Rows.number(row, "lines_parked"),
                Rows.number(row, "notices_undelivered"),
                Rows.number(row, "refunds_stuck"),
                Rows.number(row, "log_lag_seconds"));
    }
}
