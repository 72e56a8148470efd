package org.livelihood.income.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whatever happens to sales can be written: no CHECK of the tables is narrower than what the program says. */
@JourneyTest
class AttributionChecksTest {

    private static final int HISTORIES = 60;
    private static final int STEPS = 25;
    private static final long CHECKS = 25;

    private static final List<String> TABLES = List.of(
            "attribution_line",
            "attribution_revision",
            "attribution_units",
            "attribution_part",
            "attribution_traced_sale",
            "attribution_fee");

    @Autowired
    private AttributedLineStore heads;

    @Autowired
    private LineRevisionStore revisions;

    @Autowired
    private FeeStore fees;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private Mono<Void> write(SaleHistory.Written one) {
        List<LineRevision> row = List.of(one.revision());
        return heads.save(List.of(one.head()))
                .then(Mono.defer(() -> revisions.save(row)))
                .then(Mono.defer(() -> fees.save(row)));
    }

    /** Written in one transaction that is taken back: other tests count what there is. */
    private Map<String, Long> rowsOf(SaleHistory history) {
        return Objects.requireNonNull(transactions
                .execute(status -> {
                    status.setRollbackOnly();
                    return Flux.fromIterable(history.written)
                            .concatMap(this::write)
                            .thenMany(Flux.fromIterable(TABLES).concatMap(this::count));
                })
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block());
    }

    private Mono<Map.Entry<String, Long>> count(String table) {
        return database.sql("SELECT count(*) FROM " + table)
                .mapValue(Long.class)
                .one()
                .map(rows -> Map.entry(table, rows));
    }

    @Test
    @DisplayName("D1: what sales, refunds, scans and fees that are made up for write passes every CHECK")
    void everyHistoryCanBeWritten() {
        Map<String, Long> rows = new HashMap<>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed * 104_729L);
            SaleHistory history = new SaleHistory(random, new HistoryLots(random));
            for (int step = 0; step < STEPS; step++) {
                history.step();
            }
            history.refundAll();
            rowsOf(history).forEach((table, written) -> rows.merge(table, written, Math::addExact));
        }
        assertThat(rows)
                .hasSize(TABLES.size())
                .allSatisfy((table, written) -> assertThat(written).as(table).isGreaterThan(HISTORIES));
        long checks = Objects.requireNonNull(database.sql("""
                        SELECT count(*) FROM pg_constraint
                         WHERE contype = 'c' AND CAST(CAST(conrelid AS regclass) AS text) = ANY(:tables)""")
                .bind("tables", TABLES.toArray(String[]::new))
                .mapValue(Long.class)
                .one()
                .block());
        assertThat(checks).as("checks that are walked").isEqualTo(CHECKS);
    }
}
