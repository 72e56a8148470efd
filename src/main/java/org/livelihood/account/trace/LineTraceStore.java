package org.livelihood.account.trace;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Function;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.JournalId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** A sale line with all that stands on it. */
@Repository
class LineTraceStore {

    private static final String SALE = """
            SELECT line_id, order_id, producer_id, session_id, sku_id, quantity, returned, paid_fen, refunded_fen,
                   paid_fen - refunded_fen AS net_fen, revision, paid_at,
                   NOT EXISTS (SELECT FROM order_sale waiting
                                WHERE waiting.producer_id = attribution_line.producer_id
                                  AND waiting.line_id = attribution_line.line_id) AS up_to_date,
                   (SELECT min(own.tie) FROM trace_own_sale(now()) own
                     WHERE own.producer_id = attribution_line.producer_id
                       AND own.order_id = attribution_line.order_id
                       AND own.line_id = attribution_line.line_id) AS own_buyer
              FROM attribution_line
             WHERE line_id = :line""";

    private static final String UNITS = """
            SELECT lot_id, from_unit, until_unit
              FROM attribution_units
             WHERE producer_id = :producer AND line_id = :line AND revision = :revision
             ORDER BY lot_id, from_unit""";

    private static final String REVISIONS = """
            SELECT revision, cause, net_fen, journal_id, effective_at, recorded_at
              FROM attribution_revision
             WHERE producer_id = :producer AND line_id = :line AND revision <= :revision
             ORDER BY revision""";

    private static final String PARTS = """
            SELECT revision, party_kind, party_id, basis, category, nature, amount_fen, formula, lot_id, agreement_id,
                   agreement_version, effective_at
              FROM attribution_part
             WHERE producer_id = :producer AND line_id = :line AND revision <= :revision
             ORDER BY revision, seq""";

    private static final String TRACED_SALES = """
            SELECT revision, lot_id, party_kind, party_id, amount_fen
              FROM attribution_traced_sale
             WHERE producer_id = :producer AND line_id = :line AND revision <= :revision
             ORDER BY revision, lot_id, party_id""";

    private final DatabaseClient database;

    LineTraceStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<LineTrace> find(OrderLineId line) {
        return database.sql(SALE)
                .bind("line", line.value())
                .map(LineTraceStore::sale)
                .one()
                .flatMap(this::withRest);
    }

    private Mono<LineTrace> withRest(LineTrace.Sale sale) {
        return Mono.zip(
                        all(sale, UNITS, LineTraceStore::units),
                        all(sale, REVISIONS, LineTraceStore::revision),
                        all(sale, PARTS, LineTraceStore::part),
                        all(sale, TRACED_SALES, LineTraceStore::tracedSale))
                .map(rest -> new LineTrace(sale, rest.getT1(), rest.getT2(), rest.getT3(), rest.getT4()));
    }

    private <T> Mono<List<T>> all(LineTrace.Sale sale, String sql, Function<Readable, T> row) {
        return database.sql(sql)
                .bind("producer", sale.producer().value())
                .bind("line", sale.line().value())
                .bind("revision", sale.revision())
                .map(row)
                .all()
                .collectList();
    }

    private static LineTrace.Sale sale(Readable row) {
        return new LineTrace.Sale(
                Rows.id(row, "line_id", OrderLineId::new),
                Rows.id(row, "order_id", OrderId::new),
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.idOrNull(row, "session_id", SessionId::new),
                Rows.id(row, "sku_id", SkuId::new),
                Rows.number(row, "quantity"),
                Rows.number(row, "returned"),
                Rows.money(row, "paid_fen"),
                Rows.money(row, "refunded_fen"),
                Rows.money(row, "net_fen"),
                Rows.integer(row, "revision"),
                Rows.flag(row, "up_to_date"),
                row.get("own_buyer", String.class),
                Rows.time(row, "paid_at"));
    }

    private static LineTrace.Units units(Readable row) {
        return new LineTrace.Units(
                Rows.id(row, "lot_id", LotId::new), Rows.number(row, "from_unit"), Rows.number(row, "until_unit"));
    }

    private static LineTrace.Revision revision(Readable row) {
        return new LineTrace.Revision(
                Rows.integer(row, "revision"),
                Rows.text(row, "cause"),
                Rows.money(row, "net_fen"),
                Rows.idOrNull(row, "journal_id", JournalId::new),
                Rows.time(row, "effective_at"),
                Rows.time(row, "recorded_at"));
    }

    private static LineTrace.Part part(Readable row) {
        return new LineTrace.Part(
                Rows.integer(row, "revision"),
                Rows.party(row),
                Rows.text(row, "basis"),
                Rows.nameOrNull(row, "category", IncomeCategory.class),
                Rows.nameOrNull(row, "nature", IncomeNature.class),
                Rows.money(row, "amount_fen"),
                Rows.text(row, "formula"),
                Rows.idOrNull(row, "lot_id", LotId::new),
                Rows.idOrNull(row, "agreement_id", AgreementId::new),
                row.get("agreement_version", Integer.class),
                Rows.time(row, "effective_at"));
    }

    private static LineTrace.TracedSale tracedSale(Readable row) {
        return new LineTrace.TracedSale(
                Rows.integer(row, "revision"),
                Rows.id(row, "lot_id", LotId::new),
                Rows.party(row),
                Rows.money(row, "amount_fen"));
    }
}
