package org.livelihood.account.vitals;

import io.r2dbc.spi.Readable;
import org.livelihood.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class VitalsStore {

    private static final String READ = """
            SELECT o.waiting AS sales_waiting, o.oldest_seconds AS oldest_sale_seconds, a.parked AS lines_parked,
                   s.notices AS notices_undelivered, p.refunds AS refunds_stuck, l.seconds AS log_lag_seconds
              FROM order_backlog o
             CROSS JOIN attribution_backlog a
             CROSS JOIN sandbox_backlog s
             CROSS JOIN payment_backlog p
             CROSS JOIN tlog_lag l""";

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
