package org.livelihood.income.payout;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class BatchStore {

    private static final String ADD = """
            INSERT INTO payout_batch (producer_id, id, made_by) VALUES (:producer, :id, :by)""";

    private static final String ADD_ITEMS = """
            INSERT INTO payout_item (producer_id, batch_id, id, party_kind, party_id, payee_id, gross_fen, recoup_fen,
                                     clawback_fen, net_fen)
            SELECT :producer, :batch, *
              FROM unnest(:ids, :kinds, :parties, :payees, :gross, :recoups, :clawbacks, :nets)""";

    private static final String COLUMNS = """
            SELECT b.id, b.status, b.made_by, b.made_at, b.decided_by, b.decided_at,
                   CAST(i.items AS integer) AS items, CAST(i.net_fen AS bigint) AS net_fen
              FROM payout_batch b
             CROSS JOIN LATERAL (SELECT count(*) AS items, coalesce(sum(net_fen), 0) AS net_fen
                                   FROM payout_item i
                                  WHERE i.producer_id = b.producer_id AND i.batch_id = b.id) i
             WHERE b.producer_id = :producer""";

    private static final String FIND = COLUMNS + """

               AND b.id = :id""";

    private static final String LIST = COLUMNS + """

               AND b.id > :after
             ORDER BY b.id
             LIMIT :limit""";

    private static final String DECIDE = """
            UPDATE payout_batch SET status = :status, decided_by = :by, decided_at = :at
             WHERE producer_id = :producer AND id = :id AND status = 'MADE'""";

    private static final String ITEMS = """
            SELECT * FROM payout_item WHERE producer_id = :producer AND batch_id = :batch ORDER BY id""";

    private static final String RECOUP_UNDER_WAY = """
            SELECT CAST(coalesce(sum(recoup_fen), 0) AS bigint) AS recoup_fen
              FROM payout_item
             WHERE producer_id = :producer AND party_id = :party AND status = 'MADE' AND batch_id <> :except""";

    private static final String MOVE_ITEMS = """
            UPDATE payout_item i
               SET status = :to, receipt = r.receipt, failure = r.failure,
                   settled_at = CASE WHEN :to <> 'SUBMITTED' THEN CAST(:at AS timestamptz) END,
                   settled_xid = CASE WHEN :to <> 'SUBMITTED' THEN pg_current_xact_id() END
              FROM unnest(:ids, :receipts, :failures) AS r (id, receipt, failure)
             WHERE i.producer_id = :producer AND i.id = r.id AND i.status = :from""";

    private static final String NOTE_FILE = """
            INSERT INTO payout_bank_file (producer_id, batch_id, id, format, items, given_to)
            VALUES (:producer, :batch, :id, :format, :items, :by)""";

    private static final String WAS_GIVEN = """
            SELECT EXISTS (SELECT FROM payout_bank_file
                            WHERE producer_id = :producer AND batch_id = :batch) AS given""";

    private static final String NOTE_RESULTS = """
            INSERT INTO payout_result_file (producer_id, batch_id, id, confirmed, failed, brought_by)
            VALUES (:producer, :batch, :id, :confirmed, :failed, :by)""";

    private final DatabaseClient database;

    BatchStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(ProducerId producer, UUID id, AccountId by, List<PayoutItem> items) {
        return database.sql(ADD)
                .bind("producer", producer.value())
                .bind("id", id)
                .bind("by", by.value())
                .then()
                .then(database.sql(ADD_ITEMS)
                        .bind("producer", producer.value())
                        .bind("batch", id)
                        .bind("ids", Columns.uuids(items, PayoutItem::id))
                        .bind("kinds", Columns.texts(items, item -> item.party().kind()))
                        .bind(
                                "parties",
                                Columns.uuids(items, item -> item.party().id()))
                        .bind("payees", Columns.uuids(items, PayoutItem::payee))
                        .bind("gross", Columns.fen(items, PayoutItem::grossFen))
                        .bind("recoups", Columns.fen(items, PayoutItem::recoupFen))
                        .bind("clawbacks", Columns.fen(items, PayoutItem::clawbackFen))
                        .bind("nets", Columns.fen(items, PayoutItem::netFen))
                        .then());
    }

    Mono<Batch> find(ProducerId producer, UUID id) {
        return database.sql(FIND)
                .bind("producer", producer.value())
                .bind("id", id)
                .map(BatchStore::batch)
                .one();
    }

    Flux<Batch> list(ProducerId producer, @Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(BatchStore::batch)
                .all();
    }

    Mono<Void> decide(ProducerId producer, UUID id, Batch.Status status, AccountId by, Instant at) {
        return exactly(
                1,
                database.sql(DECIDE)
                        .bind("producer", producer.value())
                        .bind("id", id)
                        .bind("status", status.name())
                        .bind("by", by.value())
                        .bind("at", at));
    }

    /** Whether a file of the batch has gone to the bank. */
    Mono<Boolean> wasGiven(ProducerId producer, UUID batch) {
        return database.sql(WAS_GIVEN)
                .bind("producer", producer.value())
                .bind("batch", batch)
                .map(row -> Rows.flag(row, "given"))
                .one();
    }

    Flux<PayoutItem> items(ProducerId producer, UUID batch) {
        return database.sql(ITEMS)
                .bind("producer", producer.value())
                .bind("batch", batch)
                .map(BatchStore::item)
                .all();
    }

    /** What other batches that wait for approval keep back of a party's advance. */
    Mono<Money> recoupUnderWay(ProducerId producer, UUID party, UUID exceptBatch) {
        return database.sql(RECOUP_UNDER_WAY)
                .bind("producer", producer.value())
                .bind("party", party)
                .bind("except", exceptBatch)
                .map(row -> Rows.money(row, "recoup_fen"))
                .one();
    }

    /** Why an item moves: a receipt when it is confirmed, a failure when it failed. */
    record Outcome(
            UUID item, @Nullable String receipt, @Nullable String failure) {

        static Outcome of(PayoutItem item) {
            return new Outcome(item.id(), null, null);
        }
    }

    /** Moves all of these items, each from one status to the next. */
    Mono<Void> move(ProducerId producer, List<Outcome> outcomes, ItemStatus from, ItemStatus to, Instant at) {
        if (!from.mayBecome(to)) {
            return Mono.error(() -> new IllegalStateException("No item goes from " + from + " to " + to));
        }
        if (outcomes.isEmpty()) {
            return Mono.empty();
        }
        String[] receipts = new String[outcomes.size()];
        String[] failures = new String[outcomes.size()];
        for (int i = 0; i < receipts.length; i++) {
            receipts[i] = outcomes.get(i).receipt();
            failures[i] = outcomes.get(i).failure();
        }
        return exactly(
                outcomes.size(),
                database.sql(MOVE_ITEMS)
                        .bind("producer", producer.value())
                        .bind("ids", Columns.uuids(outcomes, Outcome::item))
                        .bind("receipts", receipts)
                        .bind("failures", failures)
                        .bind("from", from.name())
                        .bind("to", to.name())
                        .bind("at", at));
    }

    /** Notes who brought results. */
    Mono<Void> noteResults(ProducerId producer, UUID batch, ResultReport report, AccountId by) {
        return database.sql(NOTE_RESULTS)
                .bind("producer", producer.value())
                .bind("batch", batch)
                .bind("id", Uuids.next())
                .bind("confirmed", report.confirmed())
                .bind("failed", report.failed())
                .bind("by", by.value())
                .then();
    }

    Mono<Void> noteFile(ProducerId producer, UUID batch, UUID id, String format, int items, AccountId by) {
        return database.sql(NOTE_FILE)
                .bind("producer", producer.value())
                .bind("batch", batch)
                .bind("id", id)
                .bind("format", format)
                .bind("items", items)
                .bind("by", by.value())
                .then();
    }

    private static Mono<Void> exactly(int rows, DatabaseClient.GenericExecuteSpec update) {
        return update.fetch()
                .rowsUpdated()
                .filter(updated -> updated == rows)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("Not what was locked: " + rows + " rows")))
                .then();
    }

    private static Batch batch(Readable row) {
        return new Batch(
                Rows.uuid(row, "id"),
                Rows.name(row, "status", Batch.Status.class),
                Rows.id(row, "made_by", AccountId::new),
                Rows.time(row, "made_at"),
                Rows.idOrNull(row, "decided_by", AccountId::new),
                row.get("decided_at", Instant.class),
                Rows.integer(row, "items"),
                Rows.money(row, "net_fen"));
    }

    private static PayoutItem item(Readable row) {
        return new PayoutItem(
                Rows.uuid(row, "id"),
                Rows.party(row),
                Rows.uuid(row, "payee_id"),
                Rows.money(row, "gross_fen"),
                Rows.money(row, "recoup_fen"),
                Rows.money(row, "clawback_fen"),
                Rows.money(row, "net_fen"),
                Rows.name(row, "status", ItemStatus.class),
                row.get("receipt", String.class),
                row.get("failure", String.class),
                row.get("settled_at", Instant.class));
    }
}
