package org.livelihood.account.trace;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From a household to its sales; amounts count when they took effect, so that periods add up. */
@Repository
class HouseholdTraceStore {

    private static final String EARNED = """
            SELECT p.producer_id, p.line_id, p.nature, p.category, p.amount_fen
              FROM attribution_part p
             WHERE p.party_kind = 'HOUSEHOLD' AND p.party_id = :household AND p.nature IS NOT NULL
               AND p.effective_at >= :from AND p.effective_at < :to
            """;

    private static final String TRACED = """
            SELECT t.producer_id, t.line_id, t.amount_fen
              FROM attribution_traced_sale t
             WHERE t.party_kind = 'HOUSEHOLD' AND t.party_id = :household
               AND t.effective_at >= :from AND t.effective_at < :to
            """;

    private static final String ASKED = """
            (:producer = CAST('00000000-0000-0000-0000-000000000000' AS uuid) OR line.producer_id = :producer)
               AND (:session = CAST('00000000-0000-0000-0000-000000000000' AS uuid) OR line.session_id = :session)
            """;

    private static final String SALES =
            "WITH earned AS (" + EARNED + "), traced AS (" + TRACED + ") " + """
            SELECT line.line_id, line.order_id, line.producer_id, line.session_id, line.sku_id, line.paid_at,
                   CAST(sum(amounts.trace_fen) AS bigint) AS trace_fen,
                   CAST(sum(amounts.accrual_fen) AS bigint) AS accrual_fen,
                   CAST(sum(amounts.traced_fen) AS bigint) AS traced_sales_fen
              FROM (SELECT producer_id, line_id,
                           CASE WHEN nature = 'TRACE' THEN amount_fen ELSE 0 END AS trace_fen,
                           CASE WHEN nature = 'ACCRUAL' THEN amount_fen ELSE 0 END AS accrual_fen, 0 AS traced_fen
                      FROM earned
                     UNION ALL
                    SELECT producer_id, line_id, 0, 0, amount_fen FROM traced) amounts
              JOIN attribution_line line USING (producer_id, line_id)
             WHERE (line.paid_at, line.line_id) > (:afterTime, :afterLine) AND
            """ + ASKED + """
             GROUP BY line.producer_id, line.line_id
             ORDER BY line.paid_at, line.line_id
             LIMIT :limit""";

    private static final String TOTALS = "WITH earned AS (" + EARNED + ") " + """
            SELECT earned.nature, earned.category, CAST(sum(earned.amount_fen) AS bigint) AS amount_fen
              FROM earned
              JOIN attribution_line line USING (producer_id, line_id)
             WHERE
            """ + ASKED + """
             GROUP BY earned.nature, earned.category
             ORDER BY earned.nature, earned.category""";

    private static final String TRACED_TOTAL = "WITH traced AS (" + TRACED + ") " + """
            SELECT CAST(coalesce(sum(traced.amount_fen), 0) AS bigint) AS amount_fen
              FROM traced
              JOIN attribution_line line USING (producer_id, line_id)
             WHERE
            """ + ASKED;

    private final DatabaseClient database;

    HouseholdTraceStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<HouseholdSale> sales(HouseholdId household, SaleFilter filter, int limit) {
        return asked(SALES, household, filter)
                .bind("afterTime", filter.afterTime())
                .bind("afterLine", filter.afterId())
                .bind("limit", limit)
                .map(HouseholdTraceStore::sale)
                .all();
    }

    Flux<IncomeTotal> totals(HouseholdId household, SaleFilter filter) {
        return asked(TOTALS, household, filter)
                .map(row -> new IncomeTotal(
                        Rows.name(row, "nature", IncomeNature.class),
                        Rows.name(row, "category", IncomeCategory.class),
                        Rows.money(row, "amount_fen")))
                .all();
    }

    Mono<Money> tracedSales(HouseholdId household, SaleFilter filter) {
        return asked(TRACED_TOTAL, household, filter)
                .map(row -> Rows.money(row, "amount_fen"))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec asked(String sql, HouseholdId household, SaleFilter filter) {
        UUID producer = SaleFilter.orNobody(filter.producer());
        UUID session = SaleFilter.orNobody(filter.session());
        return database.sql(sql)
                .bind("household", household.value())
                .bind("from", filter.fromTime())
                .bind("to", filter.toTime())
                .bind("producer", producer)
                .bind("session", session);
    }

    private static HouseholdSale sale(Readable row) {
        return new HouseholdSale(
                Rows.id(row, "line_id", OrderLineId::new),
                Rows.id(row, "order_id", OrderId::new),
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.idOrNull(row, "session_id", SessionId::new),
                Rows.id(row, "sku_id", SkuId::new),
                Rows.money(row, "trace_fen"),
                Rows.money(row, "accrual_fen"),
                Rows.money(row, "traced_sales_fen"),
                Rows.time(row, "paid_at"));
    }
}
