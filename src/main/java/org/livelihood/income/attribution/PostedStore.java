package org.livelihood.income.attribution;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.income.split.FeeKey;
import org.livelihood.income.split.LineSplit;
import org.livelihood.income.split.PartKey;
import org.livelihood.income.split.TracedSaleKey;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads what stands of lines: their units and what all their revisions together posted. */
@Repository
class PostedStore {

    private static final String UNITS = """
            SELECT line_id, lot_id, from_unit, until_unit
              FROM attribution_units
             WHERE (producer_id, line_id, revision) IN (SELECT * FROM unnest(:producers, :lines, :revisions))
             ORDER BY line_id, lot_id, from_unit""";

    private static final String PARTS = """
            SELECT line_id, party_kind, party_id, basis, category, nature, formula, lot_id, agreement_id,
                   agreement_version, CAST(sum(amount_fen) AS bigint) AS amount_fen
              FROM attribution_part
             WHERE (producer_id, line_id) IN (SELECT * FROM unnest(:producers, :lines))
             GROUP BY line_id, party_kind, party_id, basis, category, nature, formula, lot_id, agreement_id,
                   agreement_version
            HAVING sum(amount_fen) <> 0
             ORDER BY line_id, party_kind, party_id, basis, lot_id""";

    private static final String TRACED_SALES = """
            SELECT line_id, lot_id, party_kind, party_id, CAST(sum(amount_fen) AS bigint) AS amount_fen
              FROM attribution_traced_sale
             WHERE (producer_id, line_id) IN (SELECT * FROM unnest(:producers, :lines))
             GROUP BY line_id, lot_id, party_kind, party_id
            HAVING sum(amount_fen) <> 0
             ORDER BY line_id, lot_id, party_id""";

    private final DatabaseClient database;
    private final FeeStore fees;

    PostedStore(DatabaseClient database, FeeStore fees) {
        this.database = database;
        this.fees = fees;
    }

    /** What stands of some lines. */
    record Posted(
            Map<OrderLineId, List<UnitRange>> units,
            Map<OrderLineId, Map<PartKey, Money>> parts,
            Map<OrderLineId, Map<TracedSaleKey, Money>> tracedSales,
            Map<OrderLineId, FeeStore.Fees> fees) {

        static final Posted NOTHING = new Posted(Map.of(), Map.of(), Map.of(), Map.of());

        List<UnitRange> unitsOf(OrderLineId line) {
            return units.getOrDefault(line, List.of());
        }

        LineSplit splitOf(OrderLineId line) {
            return new LineSplit(
                    parts.getOrDefault(line, Map.of()),
                    tracedSales.getOrDefault(line, Map.of()),
                    fees.getOrDefault(line, FeeStore.Fees.NONE).uncharged());
        }

        Map<FeeKey, Money> carriedInto(OrderLineId line) {
            return fees.getOrDefault(line, FeeStore.Fees.NONE).carriedIn();
        }
    }

    Mono<Posted> of(List<AttributedLine> heads) {
        if (heads.isEmpty()) {
            return Mono.just(Posted.NOTHING);
        }
        return fees.of(heads).flatMap(charged -> read(heads, charged));
    }

    private Mono<Posted> read(List<AttributedLine> heads, Map<OrderLineId, FeeStore.Fees> charged) {
        Posted posted = new Posted(new HashMap<>(), new HashMap<>(), new HashMap<>(), charged);
        return withLines(UNITS, heads)
                .bind("revisions", Columns.integers(heads, AttributedLine::revision))
                .map(row -> posted.units()
                        .computeIfAbsent(line(row), line -> new ArrayList<>())
                        .add(range(row)))
                .all()
                .thenMany(withLines(PARTS, heads)
                        .map(row -> put(posted.parts(), row, part(row)))
                        .all())
                .thenMany(withLines(TRACED_SALES, heads)
                        .map(row -> put(posted.tracedSales(), row, tracedSale(row)))
                        .all())
                .then(Mono.just(posted));
    }

    private DatabaseClient.GenericExecuteSpec withLines(String sql, List<AttributedLine> heads) {
        return database.sql(sql)
                .bind("producers", Columns.ids(heads, head -> head.sold().producer()))
                .bind("lines", Columns.ids(heads, AttributedLine::line));
    }

    private static <K> boolean put(Map<OrderLineId, Map<K, Money>> amounts, Readable row, K key) {
        amounts.computeIfAbsent(line(row), line -> new LinkedHashMap<>()).put(key, Rows.money(row, "amount_fen"));
        return true;
    }

    private static OrderLineId line(Readable row) {
        return Rows.id(row, "line_id", OrderLineId::new);
    }

    private static UnitRange range(Readable row) {
        return new UnitRange(
                Rows.id(row, "lot_id", LotId::new), Rows.number(row, "from_unit"), Rows.number(row, "until_unit"));
    }

    private static PartKey part(Readable row) {
        @Nullable String category = row.get("category", String.class);
        @Nullable String nature = row.get("nature", String.class);
        return new PartKey(
                Rows.party(row),
                Rows.text(row, "basis"),
                category == null ? null : IncomeCategory.valueOf(category),
                nature == null ? null : IncomeNature.valueOf(nature),
                Rows.text(row, "formula"),
                Rows.idOrNull(row, "lot_id", LotId::new),
                Rows.idOrNull(row, "agreement_id", AgreementId::new),
                row.get("agreement_version", Integer.class));
    }

    private static TracedSaleKey tracedSale(Readable row) {
        return new TracedSaleKey(Rows.id(row, "lot_id", LotId::new), Rows.party(row));
    }
}
