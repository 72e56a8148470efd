package org.livelihood.account.trace;

import io.r2dbc.spi.Readable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From sales to households. */
@Repository
class SaleTraceStore {

    private static final String LIST = """
            SELECT line.line_id, line.order_id, line.producer_id, line.session_id, line.sku_id,
                   line.paid_fen - line.refunded_fen AS net_fen, line.paid_at,
                   CAST(coalesce(part.trace_fen, 0) AS bigint) AS trace_fen,
                   CAST(coalesce(part.accrual_fen, 0) AS bigint) AS accrual_fen,
                   CAST(coalesce(part.households, 0) AS integer) AS households,
                   CAST(coalesce(traced.amount_fen, 0) AS bigint) AS traced_sales_fen
              FROM attribution_line line
              LEFT JOIN LATERAL (
                    SELECT sum(party.trace_fen) AS trace_fen, sum(party.accrual_fen) AS accrual_fen,
                           count(*) FILTER (WHERE party.trace_fen + party.accrual_fen <> 0) AS households
                      FROM (SELECT coalesce(sum(p.amount_fen) FILTER (WHERE p.nature = 'TRACE'), 0) AS trace_fen,
                                   coalesce(sum(p.amount_fen) FILTER (WHERE p.nature = 'ACCRUAL'), 0) AS accrual_fen
                              FROM attribution_part p
                             WHERE p.producer_id = line.producer_id AND p.line_id = line.line_id
                               AND p.party_kind = 'HOUSEHOLD'
                             GROUP BY p.party_id) party) part ON true
              LEFT JOIN LATERAL (
                    SELECT sum(t.amount_fen) AS amount_fen
                      FROM attribution_traced_sale t
                     WHERE t.producer_id = line.producer_id AND t.line_id = line.line_id
                       AND t.party_kind = 'HOUSEHOLD') traced ON true
             WHERE line.paid_at >= :from AND line.paid_at < :to
               AND (line.paid_at, line.line_id) > (:afterTime, :afterLine)
            """;

    private static final String OF_PRODUCER = """
               AND line.producer_id = :producer
            """;

    private static final String OF_SESSION = """
               AND line.session_id = :session
            """;

    private static final String IN_ORDER = """
             ORDER BY line.paid_at, line.line_id
             LIMIT :limit""";

    private static final String IMPACT = """
            SELECT o.id AS order_id,
                   NOT EXISTS (SELECT FROM order_line l
                                LEFT JOIN attribution_line a ON a.producer_id = l.producer_id AND a.line_id = l.id
                                WHERE l.producer_id = o.producer_id AND l.order_id = o.id AND a.line_id IS NULL)
                   AND NOT EXISTS (SELECT FROM order_sale waiting
                                    WHERE waiting.producer_id = o.producer_id AND waiting.order_id = o.id)
                     AS attributed,
                   CAST(count(*) FILTER (WHERE party.trace_fen + party.accrual_fen > 0) AS integer) AS households,
                   CAST(coalesce(sum(party.trace_fen), 0) AS bigint) AS trace_fen,
                   CAST(coalesce(sum(party.accrual_fen), 0) AS bigint) AS accrual_fen
              FROM orders o
              LEFT JOIN LATERAL (
                    SELECT coalesce(sum(p.amount_fen) FILTER (WHERE p.nature = 'TRACE'), 0) AS trace_fen,
                           coalesce(sum(p.amount_fen) FILTER (WHERE p.nature = 'ACCRUAL'), 0) AS accrual_fen
                      FROM attribution_line a
                      JOIN attribution_part p ON p.producer_id = a.producer_id AND p.line_id = a.line_id
                     WHERE a.order_id = o.id AND p.party_kind = 'HOUSEHOLD'
                     GROUP BY p.party_id) party ON true
             WHERE o.id = :order AND o.buyer_id = :buyer
             GROUP BY o.producer_id, o.id""";

    private final DatabaseClient database;

    SaleTraceStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<SaleSummary> list(SaleFilter filter, int limit) {
        String sql = LIST
                + (filter.producer() == null ? "" : OF_PRODUCER)
                + (filter.session() == null ? "" : OF_SESSION)
                + IN_ORDER;
        DatabaseClient.GenericExecuteSpec query = database.sql(sql)
                .bind("from", filter.fromTime())
                .bind("to", filter.toTime())
                .bind("afterTime", filter.afterTime())
                .bind("afterLine", filter.afterId())
                .bind("limit", limit);
        if (filter.producer() != null) {
            query = query.bind("producer", filter.producer().value());
        }
        if (filter.session() != null) {
            query = query.bind("session", filter.session().value());
        }
        return query.map(SaleTraceStore::summary).all();
    }

    Mono<OrderImpact> impact(OrderId order, AccountId buyer) {
        return database.sql(IMPACT)
                .bind("order", order.value())
                .bind("buyer", buyer.value())
                .map(SaleTraceStore::impact)
                .one();
    }

    private static SaleSummary summary(Readable row) {
        return new SaleSummary(
                Rows.id(row, "line_id", OrderLineId::new),
                Rows.id(row, "order_id", OrderId::new),
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.idOrNull(row, "session_id", SessionId::new),
                Rows.id(row, "sku_id", SkuId::new),
                Rows.money(row, "net_fen"),
                Rows.money(row, "trace_fen"),
                Rows.money(row, "accrual_fen"),
                Rows.money(row, "traced_sales_fen"),
                Rows.integer(row, "households"),
                Rows.time(row, "paid_at"));
    }

    private static OrderImpact impact(Readable row) {
        return new OrderImpact(
                Rows.id(row, "order_id", OrderId::new),
                Rows.flag(row, "attributed"),
                Rows.integer(row, "households"),
                Rows.money(row, "trace_fen").plus(Rows.money(row, "accrual_fen")),
                Rows.money(row, "trace_fen"),
                Rows.money(row, "accrual_fen"));
    }
}
