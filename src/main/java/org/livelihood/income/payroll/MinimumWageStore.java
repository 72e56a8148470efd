package org.livelihood.income.payroll;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class MinimumWageStore {

    private static final String ADD = """
            INSERT INTO payroll_minimum_wage (region_code, valid_from, fen_per_hour, document, recorded_by)
            VALUES (:region, :from, :fen, :document, :by)""";

    /** What was recorded last for a day counts. */
    private static final String LIST = """
            SELECT DISTINCT ON (region_code, valid_from) region_code, valid_from, fen_per_hour, document
              FROM payroll_minimum_wage
             WHERE region_code = ANY(:regions)
             ORDER BY region_code DESC, valid_from DESC, recorded_at DESC""";

    private static final String IN_FORCE = """
            SELECT region_code, valid_from, fen_per_hour, document
              FROM payroll_minimum_wage
             WHERE region_code = ANY(:regions) AND valid_from <= :day
             ORDER BY region_code DESC, valid_from DESC, recorded_at DESC
             LIMIT 1""";

    private final DatabaseClient database;

    MinimumWageStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(MinimumWage wage, AccountId by) {
        return database.sql(ADD)
                .bind("region", wage.regionCode())
                .bind("from", wage.validFrom())
                .bind("fen", wage.fenPerHour().fen())
                .bind("document", wage.document())
                .bind("by", by.value())
                .then();
    }

    /** The nearest region first. */
    Mono<List<MinimumWage>> list(List<String> regions) {
        return database.sql(LIST)
                .bind("regions", regions.toArray(String[]::new))
                .map(MinimumWageStore::wage)
                .all()
                .collectList();
    }

    /** Of the nearest region that has one. */
    Mono<MinimumWage> inForce(List<String> regions, LocalDate day) {
        return database.sql(IN_FORCE)
                .bind("regions", regions.toArray(String[]::new))
                .bind("day", day)
                .map(MinimumWageStore::wage)
                .one();
    }

    private static MinimumWage wage(Readable row) {
        return new MinimumWage(
                Rows.text(row, "region_code"),
                Rows.day(row, "valid_from"),
                Rows.money(row, "fen_per_hour"),
                Rows.text(row, "document"));
    }
}
