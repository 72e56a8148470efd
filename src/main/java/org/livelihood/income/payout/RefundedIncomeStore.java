package org.livelihood.income.payout;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.income.attribution.AccruedInRun;
import org.livelihood.income.attribution.AccruedSum;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class RefundedIncomeStore {

    private static final String ADD = """
            INSERT INTO payout_loss (producer_id, id, run_id, line_id, party_kind, party_id, basis, category,
                                     amount_fen)
            SELECT *
              FROM unnest(:producers, :ids, :runs, :lines, :partyKinds, :parties, :bases, :categories, :amounts)""";

    private static final String OPEN = """
            SELECT producer_id, id, run_id, line_id, party_kind, party_id, basis, category,
                   amount_fen - netted_fen - asked_fen AS open_fen
              FROM payout_loss
             WHERE producer_id = ANY(:producers) AND netted_fen + asked_fen < amount_fen
             ORDER BY producer_id, id""";

    /**
     * What lines gave and the bank has not paid, by the payout that it stands in, less what was netted there before.
     */
    private static final String UNPAID = """
            SELECT g.producer_id, g.line_id, g.party_kind, g.party_id, g.basis, g.category, e.item_id,
                   CAST(sum(g.amount_fen) + coalesce(min(taken.fen), 0) AS bigint) AS amount_fen
              FROM unnest(:producers, :runs, :lines, :partyKinds, :parties, :bases, :categories, :amounts)
                AS g (producer_id, run_id, line_id, party_kind, party_id, basis, category, amount_fen)
              JOIN payout_earning e ON e.producer_id = g.producer_id AND e.source_kind = 'SALES'
                   AND e.source_id = g.run_id AND e.amount_fen > 0 AND e.party_id = g.party_id
                   AND e.basis = g.basis AND e.category = g.category AND e.status <> 'CONFIRMED'
             CROSS JOIN LATERAL (SELECT sum(t.amount_fen) AS fen
                                   FROM payout_earning t
                                  WHERE t.producer_id = g.producer_id AND t.party_id = g.party_id
                                    AND t.line_id = g.line_id AND t.basis = g.basis AND t.category = g.category
                                    AND t.status <> 'CONFIRMED' AND t.item_id IS NOT DISTINCT FROM e.item_id) taken
             GROUP BY g.producer_id, g.line_id, g.party_kind, g.party_id, g.basis, g.category, e.item_id""";

    private static final String SETTLE = """
            UPDATE payout_loss l
               SET netted_fen = l.netted_fen + s.netted, asked_fen = l.asked_fen + s.asked
              FROM unnest(:producers, :ids, :netted, :asked) AS s (producer_id, id, netted, asked)
             WHERE l.producer_id = s.producer_id AND l.id = s.id""";

    private final DatabaseClient database;

    RefundedIncomeStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(List<RefundedIncome> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return ShareColumns.bind(
                        database.sql(ADD),
                        rows.stream().map(RefundedIncome::share).toList())
                .bind("ids", Columns.uuids(rows, RefundedIncome::id))
                .bind("runs", Columns.uuids(rows, RefundedIncome::run))
                .bind("amounts", Columns.fen(rows, RefundedIncome::open))
                .then();
    }

    /** The producers' open losses, the oldest first. */
    Flux<RefundedIncome> open(Collection<ProducerId> producers) {
        return database.sql(OPEN)
                .bind("producers", producers.stream().map(ProducerId::value).toArray(UUID[]::new))
                .map(row -> new RefundedIncome(
                        Rows.uuid(row, "id"), Rows.uuid(row, "run_id"), share(row), Rows.money(row, "open_fen")))
                .all();
    }

    /** What of this the bank has not paid. */
    Flux<Unpaid> unpaid(List<AccruedInRun> given) {
        if (given.isEmpty()) {
            return Flux.empty();
        }
        List<AccruedSum> sums = given.stream().map(AccruedInRun::sum).toList();
        return database.sql(UNPAID)
                .bind("producers", Columns.uuids(sums, sum -> sum.producer().value()))
                .bind("runs", Columns.uuids(given, AccruedInRun::run))
                .bind(
                        "lines",
                        Columns.uuids(
                                sums, sum -> Objects.requireNonNull(sum.line()).value()))
                .bind("partyKinds", Columns.texts(sums, sum -> sum.party().kind()))
                .bind("parties", Columns.uuids(sums, sum -> sum.party().id()))
                .bind("bases", Columns.texts(sums, AccruedSum::basis))
                .bind("categories", Columns.texts(sums, AccruedSum::category))
                .bind("amounts", Columns.fen(sums, AccruedSum::amount))
                .map(row -> new Unpaid(share(row), row.get("item_id", UUID.class), Rows.money(row, "amount_fen")))
                .all();
    }

    /** Notes what was netted and what is asked back. */
    Mono<Void> settle(
            Collection<RefundedIncome> losses, Map<RefundedIncome, Money> netted, Map<RefundedIncome, Money> asked) {
        List<RefundedIncome> rows = List.copyOf(losses);
        return database.sql(SETTLE)
                .bind(
                        "producers",
                        Columns.uuids(rows, row -> row.share().producer().value()))
                .bind("ids", Columns.uuids(rows, RefundedIncome::id))
                .bind("netted", Columns.fen(rows, row -> netted.getOrDefault(row, Money.ZERO)))
                .bind("asked", Columns.fen(rows, row -> asked.getOrDefault(row, Money.ZERO)))
                .then();
    }

    private static Share share(Readable row) {
        return new Share(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "line_id", OrderLineId::new),
                Rows.party(row),
                Rows.text(row, "basis"),
                Rows.name(row, "category", IncomeCategory.class));
    }
}
