package org.livelihood.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.livelihood.kernel.Money;
import org.livelihood.lot.UnitRange;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Writes revisions of many lines, one statement a table. */
@Repository
class RevisionStore {

    private static final String REVISIONS = """
            INSERT INTO attribution_revision (producer_id, line_id, revision, cause, net_fen, host_id, wage_earner_kind,
                   wage_earner_id, wage_fen, journal_id, effective_at)
            SELECT producer, line, revision, cause, net, host, earner_kind, earner, wage, journal,
                   CAST(effective AS timestamptz)
              FROM unnest(:producers, :lines, :revisions, :causes, :nets, :hosts, :earnerKinds, :earners, :wages,
                          :journals, :effective)
                AS row (producer, line, revision, cause, net, host, earner_kind, earner, wage, journal, effective)""";

    private static final String UNITS = """
            INSERT INTO attribution_units (producer_id, line_id, revision, lot_id, from_unit, until_unit)
            SELECT * FROM unnest(:producers, :lines, :revisions, :lots, :from, :until)""";

    private static final String PARTS = """
            INSERT INTO attribution_part (producer_id, line_id, revision, seq, party_kind, party_id, basis, category,
                   nature, amount_fen, formula, lot_id, agreement_id, agreement_version, effective_at)
            SELECT producer, line, revision, seq, kind, party, basis, category, nature, amount, formula, lot, agreement,
                   version, CAST(effective AS timestamptz)
              FROM unnest(:producers, :lines, :revisions, :seqs, :kinds, :parties, :bases, :categories, :natures,
                          :amounts, :formulas, :lots, :agreements, :versions, :effective)
                AS row (producer, line, revision, seq, kind, party, basis, category, nature, amount, formula, lot,
                        agreement, version, effective)""";

    private static final String TRACED_SALES = """
            INSERT INTO attribution_traced_sale (producer_id, line_id, revision, lot_id, party_kind, party_id,
                   amount_fen, effective_at)
            SELECT producer, line, revision, lot, kind, party, amount, CAST(effective AS timestamptz)
              FROM unnest(:producers, :lines, :revisions, :lots, :kinds, :parties, :amounts, :effective)
                AS row (producer, line, revision, lot, kind, party, amount, effective)""";

    private final DatabaseClient database;

    RevisionStore(DatabaseClient database) {
        this.database = database;
    }

    private record Row<K>(Revision of, K key, Money amount, int seq) {}

    Mono<Void> save(List<Revision> revisions) {
        return saveRevisions(revisions)
                .then(Mono.defer(() -> saveUnits(revisions)))
                .then(Mono.defer(() -> saveParts(rows(revisions, Revision::parts))))
                .then(Mono.defer(() -> saveTracedSales(rows(revisions, Revision::tracedSales))));
    }

    private static <K> List<Row<K>> rows(List<Revision> revisions, Function<Revision, Map<K, Money>> amounts) {
        List<Row<K>> rows = new ArrayList<>();
        for (Revision revision : revisions) {
            int before = rows.size();
            amounts.apply(revision)
                    .forEach((key, amount) -> rows.add(new Row<>(revision, key, amount, rows.size() - before)));
        }
        return rows;
    }

    private Mono<Void> saveRevisions(List<Revision> rows) {
        return withLine(REVISIONS, rows, row -> row)
                .bind("causes", Columns.texts(rows, Revision::cause))
                .bind("nets", Columns.fen(rows, row -> row.inputs().net()))
                .bind("hosts", Columns.ids(rows, row -> row.inputs().host()))
                .bind(
                        "earnerKinds",
                        Columns.partyKinds(rows, row -> row.inputs().wageEarner()))
                .bind("earners", Columns.partyIds(rows, row -> row.inputs().wageEarner()))
                .bind("wages", Columns.fen(rows, row -> row.inputs().wage()))
                .bind("journals", Columns.ids(rows, Revision::journal))
                .bind("effective", Columns.texts(rows, Revision::effectiveAt))
                .then();
    }

    private Mono<Void> saveUnits(List<Revision> revisions) {
        List<Map.Entry<Revision, UnitRange>> rows = new ArrayList<>();
        revisions.forEach(revision -> revision.inputs().units().forEach(range -> rows.add(Map.entry(revision, range))));
        return withLine(UNITS, rows, Map.Entry::getKey)
                .bind("lots", Columns.ids(rows, row -> row.getValue().lot()))
                .bind("from", Columns.longs(rows, row -> row.getValue().from()))
                .bind("until", Columns.longs(rows, row -> row.getValue().until()))
                .then();
    }

    private Mono<Void> saveParts(List<Row<PartKey>> rows) {
        return withLine(PARTS, rows, Row::of)
                .bind("seqs", Columns.integers(rows, Row::seq))
                .bind("kinds", Columns.partyKinds(rows, row -> row.key().party()))
                .bind("parties", Columns.partyIds(rows, row -> row.key().party()))
                .bind("bases", Columns.texts(rows, row -> row.key().basis()))
                .bind("categories", Columns.texts(rows, row -> row.key().category()))
                .bind("natures", Columns.texts(rows, row -> row.key().nature()))
                .bind("amounts", Columns.fen(rows, Row::amount))
                .bind("formulas", Columns.texts(rows, row -> row.key().formula()))
                .bind("lots", Columns.ids(rows, row -> row.key().lot()))
                .bind("agreements", Columns.ids(rows, row -> row.key().agreement()))
                .bind("versions", Columns.integers(rows, row -> row.key().agreementVersion()))
                .bind("effective", Columns.texts(rows, row -> row.of().effectiveAt()))
                .then();
    }

    private Mono<Void> saveTracedSales(List<Row<TracedSaleKey>> rows) {
        return withLine(TRACED_SALES, rows, Row::of)
                .bind("lots", Columns.ids(rows, row -> row.key().lot()))
                .bind("kinds", Columns.partyKinds(rows, row -> row.key().party()))
                .bind("parties", Columns.partyIds(rows, row -> row.key().party()))
                .bind("amounts", Columns.fen(rows, Row::amount))
                .bind("effective", Columns.texts(rows, row -> row.of().effectiveAt()))
                .then();
    }

    private <T> DatabaseClient.GenericExecuteSpec withLine(String sql, List<T> rows, Function<T, Revision> revision) {
        return database.sql(sql)
                .bind(
                        "producers",
                        Columns.ids(rows, row -> revision.apply(row).inputs().producer()))
                .bind(
                        "lines",
                        Columns.ids(rows, row -> revision.apply(row).inputs().line()))
                .bind(
                        "revisions",
                        Columns.integers(rows, row -> revision.apply(row).number()));
    }
}
