package org.livelihood.income.payout;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class EarningStore {

    private static final String ADD = """
            INSERT INTO payout_earning (producer_id, id, run_id, party_kind, party_id, source_kind, source_id,
              source_seq, line_id, basis, category, nature, amount_fen, recoup_fen, earned_on, status, item_id,
              confirmed_at)
            SELECT producer, id, run, party_kind, party, source_kind, source, seq, line, basis, category, nature,
                   amount, recoup, CAST(earned_on AS date), status, item, CAST(confirmed_at AS timestamptz)
              FROM unnest(:producers, :ids, :runs, :partyKinds, :parties, :sourceKinds, :sources, :seqs, :lines, :bases,
                          :categories, :natures, :amounts, :recoups, :days, :statuses, :items, :confirmations)
                AS e (producer, id, run, party_kind, party, source_kind, source, seq, line, basis, category, nature,
                      amount, recoup, earned_on, status, item, confirmed_at)""";

    private static final String LAST_SEQ = """
            SELECT source_id, max(source_seq) AS seq
              FROM payout_earning
             WHERE (producer_id, source_id) IN (SELECT * FROM unnest(:producers, :runs)) AND source_kind = 'SALES'
             GROUP BY source_id""";

    private static final String DUE = """
            SELECT party_kind, party_id,
                   CAST(sum(amount_fen) AS bigint) AS gross_fen, CAST(sum(recoup_fen) AS bigint) AS recoup_fen
              FROM payout_earning
             WHERE producer_id = :producer AND status = 'PAYABLE' AND item_id IS NULL AND party_id > :after
             GROUP BY party_kind, party_id
            HAVING sum(amount_fen) > 0
             ORDER BY party_id
             LIMIT :limit""";

    private static final String PUT_INTO_ITEMS = """
            UPDATE payout_earning e SET item_id = i.item
              FROM unnest(:items, :parties) AS i (item, party)
             WHERE e.producer_id = :producer AND e.party_id = i.party AND e.status = 'PAYABLE' AND e.item_id IS NULL""";

    private static final String NOTE_PARTS = """
            INSERT INTO payout_item_part (producer_id, item_id, earning_id)
            SELECT producer_id, item_id, id
              FROM payout_earning
             WHERE producer_id = :producer AND item_id = ANY(:items)""";

    private static final String MOVE = """
            UPDATE payout_earning
               SET status = :status, confirmed_at = CASE WHEN :status = 'CONFIRMED' THEN CAST(:at AS timestamptz) END,
                   item_id = CASE WHEN :status = 'PAYABLE' THEN NULL ELSE item_id END
             WHERE producer_id = :producer AND item_id = ANY(:items)""";

    private static final String LIST = """
            SELECT * FROM payout_earning
             WHERE producer_id = :producer AND id > :after AND (CAST(:status AS text) IS NULL OR status = :status)
               AND (CAST(:party AS uuid) IS NULL OR party_id = :party)
             ORDER BY id
             LIMIT :limit""";

    private static final String AMONG = """
            SELECT party FROM unnest(:parties) AS party
             WHERE EXISTS (SELECT FROM payout_earning WHERE producer_id = :producer AND party_id = party)""";

    private static final String TOTALS = """
            SELECT status, CAST(sum(amount_fen) AS bigint) AS amount_fen
              FROM payout_earning
             WHERE producer_id = :producer AND party_kind = :kind AND party_id = :party
             GROUP BY status""";

    private final DatabaseClient database;

    EarningStore(DatabaseClient database) {
        this.database = database;
    }

    /** Holds the payouts of these producers until the transaction ends; always in one order. */
    Mono<Void> lock(Collection<ProducerId> producers) {
        return Turns.take(database, "payout", producers);
    }

    Mono<Void> add(List<Earning> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(ADD)
                .bind("producers", Columns.uuids(rows, row -> row.producer().value()))
                .bind("ids", Columns.uuids(rows, Earning::id))
                .bind("runs", Columns.uuids(rows, Earning::run))
                .bind("partyKinds", Columns.texts(rows, row -> row.party().kind()))
                .bind("parties", Columns.uuids(rows, row -> row.party().id()))
                .bind("sourceKinds", Columns.texts(rows, Earning::sourceKind))
                .bind("sources", Columns.uuids(rows, Earning::sourceId))
                .bind("seqs", Columns.integers(rows, Earning::sourceSeq))
                .bind("lines", Columns.uuids(rows, Earning::lineId))
                .bind("bases", Columns.texts(rows, Earning::basis))
                .bind("categories", Columns.texts(rows, Earning::category))
                .bind("natures", Columns.texts(rows, Earning::nature))
                .bind("amounts", Columns.fen(rows, Earning::amount))
                .bind("recoups", Columns.fen(rows, Earning::recoup))
                .bind("days", Columns.texts(rows, Earning::earnedOn))
                .bind("statuses", Columns.texts(rows, Earning::status))
                .bind("items", Columns.uuids(rows, Earning::item))
                .bind("confirmations", confirmations(rows))
                .then();
    }

    private static String[] confirmations(List<Earning> rows) {
        String[] times = new String[rows.size()];
        for (int i = 0; i < times.length; i++) {
            Instant at = rows.get(i).confirmedAt();
            times[i] = at == null ? null : at.toString();
        }
        return times;
    }

    /** The last number under which each of these runs has given something. */
    Mono<Map<UUID, Integer>> lastSeq(Collection<RefundedIncome> losses) {
        List<RefundedIncome> rows = List.copyOf(losses);
        return database.sql(LAST_SEQ)
                .bind(
                        "producers",
                        Columns.uuids(rows, loss -> loss.share().producer().value()))
                .bind("runs", Columns.uuids(rows, RefundedIncome::run))
                .map(row -> Map.entry(Rows.uuid(row, "source_id"), Rows.integer(row, "seq")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** A party's unpaid earnings that stand in no batch. */
    record Due(Party party, Money gross, Money recoup) {}

    /** Of the parties that come after one, by id. */
    Flux<Due> due(ProducerId producer, UUID after, int limit) {
        return database.sql(DUE)
                .bind("producer", producer.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(row -> new Due(Rows.party(row), Rows.money(row, "gross_fen"), Rows.money(row, "recoup_fen")))
                .all();
    }

    /** Puts all unpaid earnings of the items' parties into them. */
    Mono<Void> putInto(ProducerId producer, List<PayoutItem> items) {
        return database.sql(PUT_INTO_ITEMS)
                .bind("producer", producer.value())
                .bind("items", Columns.uuids(items, PayoutItem::id))
                .bind("parties", Columns.uuids(items, item -> item.party().id()))
                .then();
    }

    Mono<Void> noteParts(ProducerId producer, List<PayoutItem> items) {
        return database.sql(NOTE_PARTS)
                .bind("producer", producer.value())
                .bind("items", Columns.uuids(items, PayoutItem::id))
                .then();
    }

    /** Moves all earnings of the items to a status; back at PAYABLE they stand in no item. */
    Mono<Void> move(ProducerId producer, List<UUID> items, Earning.Status status, Instant now) {
        return database.sql(MOVE)
                .bind("producer", producer.value())
                .bind("items", items.toArray(UUID[]::new))
                .bind("status", status.name())
                .bind("at", now)
                .then();
    }

    Flux<Earning> list(
            ProducerId producer,
            @Nullable UUID party,
            Earning.@Nullable Status status,
            @Nullable Cursor after,
            int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("party", Parameter.fromOrEmpty(party, UUID.class))
                .bind("status", Columns.nameOrNull(status))
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(EarningStore::earning)
                .all();
    }

    /** Those of the parties whom the producer pays or has paid. */
    Mono<Set<UUID>> among(ProducerId producer, Collection<UUID> parties) {
        return database.sql(AMONG)
                .bind("producer", producer.value())
                .bind("parties", parties.toArray(UUID[]::new))
                .map(row -> Rows.uuid(row, "party"))
                .all()
                .collect(Collectors.toSet());
    }

    record Total(Earning.Status status, Money amount) {}

    Flux<Total> totals(ProducerId producer, Party party) {
        return database.sql(TOTALS)
                .bind("producer", producer.value())
                .bind("kind", party.kind().name())
                .bind("party", party.id())
                .map(row -> new Total(Rows.name(row, "status", Earning.Status.class), Rows.money(row, "amount_fen")))
                .all();
    }

    private static Earning earning(Readable row) {
        return new Earning(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.uuid(row, "id"),
                Rows.uuid(row, "run_id"),
                Rows.party(row),
                Rows.text(row, "source_kind"),
                Rows.uuid(row, "source_id"),
                Rows.integer(row, "source_seq"),
                Rows.idOrNull(row, "line_id", OrderLineId::new),
                Rows.text(row, "basis"),
                Rows.name(row, "category", IncomeCategory.class),
                Rows.name(row, "nature", IncomeNature.class),
                Rows.money(row, "amount_fen"),
                Rows.money(row, "recoup_fen"),
                Rows.day(row, "earned_on"),
                Rows.name(row, "status", Earning.Status.class),
                row.get("item_id", UUID.class),
                row.get("confirmed_at", Instant.class));
    }
}
