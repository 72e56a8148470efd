package org.livelihood.income.payout;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ClawbackStore {

    private static final String ADD = """
            INSERT INTO payout_clawback (producer_id, id, run_id, loss_id, line_id, party_kind, party_id, basis,
                                         category, amount_fen)
            SELECT *
              FROM unnest(:producers, :ids, :runs, :losses, :lines, :partyKinds, :parties, :bases, :categories,
                          :amounts)""";

    private static final String OPEN = """
            SELECT * FROM payout_clawback
             WHERE producer_id = :producer AND party_id = ANY(:parties) AND recovered_fen + waived_fen < amount_fen
             ORDER BY id""";

    private static final String TAKE = """
            UPDATE payout_clawback c SET recovered_fen = recovered_fen + t.amount, recoveries = recoveries + 1
              FROM unnest(:ids, :amounts) AS t (id, amount)
             WHERE c.producer_id = :producer AND c.id = t.id""";

    private static final String NOTE = """
            INSERT INTO payout_recovery (producer_id, item_id, clawback_id, seq, amount_fen)
            SELECT c.producer_id, t.item, c.id, c.recoveries, t.amount
              FROM unnest(:items, :ids, :amounts) AS t (item, id, amount)
              JOIN payout_clawback c ON c.producer_id = :producer AND c.id = t.id""";

    private static final String GIVE_BACK = """
            UPDATE payout_clawback c SET recovered_fen = c.recovered_fen - r.amount_fen
              FROM (SELECT producer_id, clawback_id, sum(amount_fen) AS amount_fen
                      FROM payout_recovery
                     WHERE producer_id = :producer AND item_id = ANY(:items)
                     GROUP BY producer_id, clawback_id) r
             WHERE c.producer_id = r.producer_id AND c.id = r.clawback_id""";

    private static final String RECOVERIES = """
            SELECT c.*, r.item_id, r.seq, r.amount_fen AS taken_fen
              FROM payout_recovery r
              JOIN payout_clawback c ON c.producer_id = r.producer_id AND c.id = r.clawback_id
             WHERE r.producer_id = :producer AND r.item_id = ANY(:items)
             ORDER BY r.item_id, r.clawback_id""";

    private static final String FIND = """
            SELECT * FROM payout_clawback WHERE producer_id = :producer AND id = :id""";

    private static final String WAIVE = """
            UPDATE payout_clawback
               SET waived_fen = waived_fen + :amount, waived_by = :by, waived_at = :at, waiver_reason = :reason
             WHERE producer_id = :producer AND id = :id""";

    private static final String NOTE_WAIVER = """
            INSERT INTO payout_waiver (producer_id, clawback_id, seq, amount_fen, waived_by, waived_at, reason)
            SELECT :producer, :id, count(*) + 1, :amount, :by, :at, :reason
              FROM payout_waiver
             WHERE producer_id = :producer AND clawback_id = :id
            RETURNING seq""";

    private static final String LIST = """
            SELECT * FROM payout_clawback WHERE producer_id = :producer AND id > :after ORDER BY id LIMIT :limit""";

    private final DatabaseClient database;

    ClawbackStore(DatabaseClient database) {
        this.database = database;
    }

    record New(UUID id, RefundedIncome loss, Money amount) {

        private Share share() {
            return loss.share();
        }
    }

    Mono<Void> add(List<New> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return ShareColumns.bind(
                        database.sql(ADD), rows.stream().map(New::share).toList())
                .bind("ids", Columns.uuids(rows, New::id))
                .bind("runs", Columns.uuids(rows, row -> row.loss().run()))
                .bind("losses", Columns.uuids(rows, row -> row.loss().id()))
                .bind("amounts", Columns.fen(rows, New::amount))
                .then();
    }

    /** What is open of the parties' clawbacks, oldest first. */
    Flux<Clawback> open(ProducerId producer, Collection<Party> parties) {
        return database.sql(OPEN)
                .bind("producer", producer.value())
                .bind("parties", parties.stream().map(Party::id).toArray(UUID[]::new))
                .map(ClawbackStore::clawback)
                .all();
    }

    /** A part of a clawback that an item keeps back. */
    record Recovery(UUID item, Clawback clawback, int seq, Money amount) {}

    /** Keeps parts back, at most one an item and clawback and no clawback twice. */
    Mono<Void> take(ProducerId producer, List<Recovery> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        UUID[] ids = Columns.uuids(rows, row -> row.clawback().id());
        Long[] amounts = Columns.fen(rows, Recovery::amount);
        return database.sql(TAKE)
                .bind("producer", producer.value())
                .bind("ids", ids)
                .bind("amounts", amounts)
                .then()
                .then(database.sql(NOTE)
                        .bind("producer", producer.value())
                        .bind("items", Columns.uuids(rows, Recovery::item))
                        .bind("ids", ids)
                        .bind("amounts", amounts)
                        .then());
    }

    /** Opens again what these items kept back. */
    Mono<Void> giveBack(ProducerId producer, Collection<UUID> items) {
        return database.sql(GIVE_BACK)
                .bind("producer", producer.value())
                .bind("items", items.toArray(UUID[]::new))
                .then();
    }

    Flux<Recovery> recoveries(ProducerId producer, Collection<UUID> items) {
        return database.sql(RECOVERIES)
                .bind("producer", producer.value())
                .bind("items", items.toArray(UUID[]::new))
                .map(row -> new Recovery(
                        Rows.uuid(row, "item_id"),
                        clawback(row),
                        Rows.integer(row, "seq"),
                        Rows.money(row, "taken_fen")))
                .all();
    }

    Mono<Clawback> find(ProducerId producer, UUID id) {
        return database.sql(FIND)
                .bind("producer", producer.value())
                .bind("id", id)
                .map(ClawbackStore::clawback)
                .one();
    }

    /** Waives an amount more; which waiver of the clawback it is, from 1. */
    Mono<Integer> waive(ProducerId producer, UUID id, Money amount, AccountId by, String reason, Instant at) {
        Map<String, Object> values = Map.of(
                "producer",
                producer.value(),
                "id",
                id,
                "amount",
                amount.fen(),
                "by",
                by.value(),
                "reason",
                reason,
                "at",
                at);
        return database.sql(WAIVE)
                .bindValues(values)
                .then()
                .then(database.sql(NOTE_WAIVER)
                        .bindValues(values)
                        .map(row -> Rows.integer(row, "seq"))
                        .one());
    }

    Flux<Clawback> list(ProducerId producer, @Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(ClawbackStore::clawback)
                .all();
    }

    private static Clawback clawback(Readable row) {
        return new Clawback(
                Rows.uuid(row, "id"),
                Rows.idOrNull(row, "line_id", OrderLineId::new),
                Rows.party(row),
                Rows.text(row, "basis"),
                Rows.name(row, "category", IncomeCategory.class),
                Rows.money(row, "amount_fen"),
                Rows.money(row, "recovered_fen"),
                Rows.money(row, "waived_fen"),
                Rows.time(row, "created_at"),
                row.get("waiver_reason", String.class));
    }
}
