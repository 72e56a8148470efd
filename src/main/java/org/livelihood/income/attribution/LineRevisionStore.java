package org.livelihood.income.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.income.split.LineInputs;
import org.livelihood.income.split.PartKey;
import org.livelihood.income.split.TracedSaleKey;
import org.livelihood.platform.database.BulkCopy;
import org.livelihood.platform.database.CopyRows;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Writes revisions of many lines, one COPY a table. */
@Repository
class LineRevisionStore {

    private static final String REVISIONS = """
            COPY attribution_revision (producer_id, line_id, revision, cause, net_fen, host_id, wage_earner_kind,
                 wage_earner_id, wage_fen, journal_id, effective_at) FROM STDIN (FORMAT binary)""";

    private static final String UNITS = """
            COPY attribution_units (producer_id, line_id, revision, lot_id, from_unit, until_unit)
                 FROM STDIN (FORMAT binary)""";

    private static final String PARTS = """
            COPY attribution_part (producer_id, line_id, revision, seq, party_kind, party_id, basis, category, nature,
                 amount_fen, formula, lot_id, agreement_id, agreement_version, effective_at)
                 FROM STDIN (FORMAT binary)""";

    private static final String TRACED_SALES = """
            COPY attribution_traced_sale (producer_id, line_id, revision, lot_id, party_kind, party_id, amount_fen,
                 effective_at) FROM STDIN (FORMAT binary)""";

    private final BulkCopy copy;

    LineRevisionStore(BulkCopy copy) {
        this.copy = copy;
    }

    private record Row<K>(LineRevision of, K key, Money amount, int seq) {}

    Mono<Void> save(List<LineRevision> revisions) {
        return copy.write(REVISIONS, revisions, LineRevisionStore::revision)
                .then(Mono.defer(() -> copy.write(UNITS, units(revisions), LineRevisionStore::unit)))
                .then(Mono.defer(
                        () -> copy.write(PARTS, rows(revisions, LineRevision::parts), LineRevisionStore::part)))
                .then(Mono.defer(() -> copy.write(
                        TRACED_SALES, rows(revisions, LineRevision::tracedSales), LineRevisionStore::tracedSale)));
    }

    private static List<Map.Entry<LineRevision, UnitRange>> units(List<LineRevision> revisions) {
        List<Map.Entry<LineRevision, UnitRange>> rows = new ArrayList<>();
        revisions.forEach(revision -> revision.inputs().units().forEach(range -> rows.add(Map.entry(revision, range))));
        return rows;
    }

    private static <K> List<Row<K>> rows(List<LineRevision> revisions, Function<LineRevision, Map<K, Money>> amounts) {
        List<Row<K>> rows = new ArrayList<>();
        for (LineRevision revision : revisions) {
            int before = rows.size();
            amounts.apply(revision)
                    .forEach((key, amount) -> rows.add(new Row<>(revision, key, amount, rows.size() - before)));
        }
        return rows;
    }

    private static void revision(CopyRows into, LineRevision row) {
        LineInputs inputs = row.inputs();
        line(into.row(11), row).name(row.cause()).int8(inputs.net().fen()).uuid(id(inputs.host()));
        party(into, inputs.wageEarner())
                .int8(inputs.wage().fen())
                .uuid(id(row.journal()))
                .time(row.effectiveAt());
    }

    private static void unit(CopyRows into, Map.Entry<LineRevision, UnitRange> row) {
        UnitRange range = row.getValue();
        line(into.row(6), row.getKey())
                .uuid(range.lot().value())
                .int8(range.from())
                .int8(range.until());
    }

    private static void part(CopyRows into, Row<PartKey> row) {
        PartKey key = row.key();
        party(line(into.row(15), row.of()).int4(row.seq()), key.party())
                .text(key.basis())
                .name(key.category())
                .name(key.nature())
                .int8(row.amount().fen())
                .text(key.formula())
                .uuid(id(key.lot()))
                .uuid(id(key.agreement()))
                .int4(key.agreementVersion())
                .time(row.of().effectiveAt());
    }

    private static void tracedSale(CopyRows into, Row<TracedSaleKey> row) {
        line(into.row(8), row.of()).uuid(row.key().lot().value());
        party(into, row.key().party()).int8(row.amount().fen()).time(row.of().effectiveAt());
    }

    private static CopyRows line(CopyRows into, LineRevision of) {
        return into.uuid(of.inputs().producer().value())
                .uuid(of.inputs().line().value())
                .int4(of.number());
    }

    private static CopyRows party(CopyRows into, @Nullable Party party) {
        return into.name(party == null ? null : party.kind()).uuid(party == null ? null : party.id());
    }

    private static @Nullable UUID id(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
