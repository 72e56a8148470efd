package org.livelihood.income.attribution;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livelihood.income.split.Amounts;
import org.livelihood.income.split.FeeKey;
import org.livelihood.income.split.LotTerms;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Fixed fees that sales left uncharged, by line and as balances of agreements. */
@Repository
class FeeStore {

    private static final String LOCK = """
            SELECT agreement_id, party_kind, party_id, balance_fen
              FROM attribution_fee_balance
             WHERE producer_id = :producer AND agreement_id = ANY(:agreements)
             ORDER BY agreement_id, party_id
               FOR UPDATE""";

    private static final String SAVE = """
            INSERT INTO attribution_fee (producer_id, line_id, revision, agreement_id, party_kind, party_id,
                                         carried_in_fen, uncharged_fen)
            SELECT * FROM unnest(:producers, :lines, :revisions, :agreements, :kinds, :parties, :carried,
                                 :uncharged)""";

    private static final String ADD_UP = """
            INSERT INTO attribution_fee_balance AS balance (producer_id, agreement_id, party_kind, party_id,
                                                           balance_fen)
            SELECT producer, agreement, kind, party, sum(uncharged)
              FROM unnest(:producers, :agreements, :kinds, :parties, :uncharged)
                AS row (producer, agreement, kind, party, uncharged)
             GROUP BY producer, agreement, kind, party
             ORDER BY producer, agreement, party
                ON CONFLICT (producer_id, agreement_id, party_id) DO UPDATE
               SET balance_fen = balance.balance_fen + excluded.balance_fen""";

    private static final String POSTED = """
            SELECT line_id, agreement_id, party_kind, party_id, CAST(sum(carried_in_fen) AS bigint) AS carried_in_fen,
                   CAST(sum(uncharged_fen) AS bigint) AS uncharged_fen
              FROM attribution_fee
             WHERE (producer_id, line_id) IN (SELECT * FROM unnest(:producers, :lines))
             GROUP BY line_id, agreement_id, party_kind, party_id""";

    private final DatabaseClient database;

    FeeStore(DatabaseClient database) {
        this.database = database;
    }

    /** What stands of one line. */
    record Fees(Map<FeeKey, Money> carriedIn, Map<FeeKey, Money> uncharged) {

        static final Fees NONE = new Fees(Map.of(), Map.of());
    }

    /**
     * Balances under the agreements of a producer's lots, locked until the transaction ends; none without fixed fees.
     * What was borne since is not there: a line carries nothing of it.
     */
    Mono<Map<FeeKey, Money>> lock(ProducerId producer, Collection<LotTerms> lots) {
        List<LotTerms> charging =
                lots.stream().filter(lot -> lot.terms().carriesFees()).toList();
        if (charging.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(LOCK)
                .bind("producer", producer.value())
                .bind("agreements", Columns.ids(charging, lot -> lot.lot().agreement()))
                .map(row -> Map.entry(key(row), Rows.money(row, "balance_fen")))
                .all()
                .filter(balance -> !balance.getValue().isZero())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private record Row(LineRevision of, FeeKey key, Money carriedIn, Money uncharged) {}

    Mono<Void> save(List<LineRevision> revisions) {
        List<Row> rows = new ArrayList<>();
        for (LineRevision revision : revisions) {
            Map<FeeKey, Money> carried =
                    revision.number() == 1 ? revision.inputs().carriedIn() : Map.of();
            Map<FeeKey, Money> all = new HashMap<>(carried);
            revision.uncharged().forEach(all::put);
            all.keySet()
                    .forEach(key -> rows.add(new Row(
                            revision,
                            key,
                            carried.getOrDefault(key, Money.ZERO),
                            revision.uncharged().getOrDefault(key, Money.ZERO))));
        }
        return rows.isEmpty() ? Mono.empty() : saveLines(rows).then(Mono.defer(() -> addUp(rows)));
    }

    private Mono<Void> saveLines(List<Row> rows) {
        return withKeys(SAVE, rows)
                .bind("lines", Columns.ids(rows, row -> row.of().inputs().line()))
                .bind("revisions", Columns.integers(rows, row -> row.of().number()))
                .bind("carried", Columns.fen(rows, Row::carriedIn))
                .then();
    }

    private Mono<Void> addUp(List<Row> rows) {
        return withKeys(ADD_UP, rows).then();
    }

    private DatabaseClient.GenericExecuteSpec withKeys(String sql, List<Row> rows) {
        return database.sql(sql)
                .bind("producers", Columns.ids(rows, row -> row.of().inputs().producer()))
                .bind("agreements", Columns.ids(rows, row -> row.key().agreement()))
                .bind("kinds", Columns.partyKinds(rows, row -> row.key().party()))
                .bind("parties", Columns.partyIds(rows, row -> row.key().party()))
                .bind("uncharged", Columns.fen(rows, Row::uncharged));
    }

    Mono<Map<OrderLineId, Fees>> of(List<AttributedLine> heads) {
        Map<OrderLineId, Fees> posted = new HashMap<>();
        return database.sql(POSTED)
                .bind("producers", Columns.ids(heads, head -> head.sold().producer()))
                .bind("lines", Columns.ids(heads, AttributedLine::line))
                .map(row -> {
                    Fees fees = posted.computeIfAbsent(
                            Rows.id(row, "line_id", OrderLineId::new),
                            line -> new Fees(new HashMap<>(), new HashMap<>()));
                    Amounts.add(fees.carriedIn(), key(row), Rows.money(row, "carried_in_fen"));
                    Amounts.add(fees.uncharged(), key(row), Rows.money(row, "uncharged_fen"));
                    return fees;
                })
                .all()
                .then(Mono.just(posted));
    }

    private static FeeKey key(Readable row) {
        return new FeeKey(Rows.id(row, "agreement_id", AgreementId::new), Rows.party(row));
    }
}
