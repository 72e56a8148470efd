package org.livelihood.sale.bill;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class BillStore {

    private static final String ADD = """
            INSERT INTO bill (provider, day, fetched_at, lines, paid_fen, refunded_fen, fee_millifen, sha256)
            VALUES (:provider, :day, :now, :lines, :paid, :refunded, :fee, :sha)
            ON CONFLICT (provider, day) DO NOTHING""";

    private static final String ADD_LINES = """
            INSERT INTO bill_line (provider, kind, number, transaction_id, day, amount_fen, fee_millifen)
            SELECT :provider, kind, number, transaction_id, :day, amount_fen, fee_millifen
              FROM unnest(:kinds, :numbers, :transactions, :amounts, :fees)
                     AS l (kind, number, transaction_id, amount_fen, fee_millifen)
            ON CONFLICT DO NOTHING""";

    private static final String SETTLE = """
            UPDATE bill_difference SET gone_at = :now
             WHERE provider = :provider AND gone_at IS NULL
               AND (kind, number) IN (SELECT kind || '_UNKNOWN_THERE', number
                                        FROM unnest(:kinds, :numbers) AS l (kind, number))""";

    private static final String ADD_DIFFERENCE = """
            INSERT INTO bill_difference (id, provider, day, kind, number, ours_fen, theirs_fen, producer_ids)
            VALUES (:id, :provider, :day, :kind, :number, :ours, :theirs, :producers)""";

    private static final String DAYS = """
            SELECT provider, day, fetched_at, lines, paid_fen, refunded_fen, fee_millifen / 1000 AS fee_fen,
                   (SELECT count(*) FROM bill_difference d
                     WHERE (d.provider, d.day) = (b.provider, b.day) AND gone_at IS NULL) AS differences
              FROM bill b\s""";

    private static final String FIND = DAYS + "WHERE provider = :provider AND day = :day";

    private static final String LIST = DAYS + "ORDER BY day DESC, provider LIMIT :limit";

    private static final String MISSING = """
            SELECT CAST(d AS date) AS day
              FROM generate_series(CAST(:from AS timestamp), CAST(:to AS timestamp), interval '1 day') AS d
             WHERE NOT EXISTS (SELECT FROM bill WHERE provider = :provider AND day = CAST(d AS date))
             ORDER BY d""";

    private static final String BILLED = """
            SELECT DISTINCT number FROM bill_line
             WHERE provider = :provider AND kind = :kind AND number = ANY(:numbers)""";

    private static final String DIFFERENCES = """
            SELECT id, provider, day, kind, number, ours_fen, theirs_fen, producer_ids, gone_at
              FROM bill_difference
             WHERE provider = :provider AND day = :day AND id > :after
               AND (CAST(:producer AS uuid) IS NULL OR :producer = ANY(producer_ids))
             ORDER BY id
             LIMIT :limit""";

    private final DatabaseClient database;

    BillStore(DatabaseClient database) {
        this.database = database;
    }

    /** False where it is here already. */
    Mono<Boolean> add(String provider, LocalDate day, Bill bill, Instant now) {
        return database.sql(ADD)
                .bind("provider", provider)
                .bind("day", day)
                .bind("now", now)
                .bind("lines", bill.lines().size())
                .bind("paid", bill.total(Bill.Kind.PAYMENT).fen())
                .bind("refunded", bill.total(Bill.Kind.REFUND).fen())
                .bind("fee", bill.feeMillifen())
                .bind("sha", bill.sha256())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> addLines(String provider, LocalDate day, List<Bill.Line> lines) {
        return database.sql(ADD_LINES)
                .bind("provider", provider)
                .bind("day", day)
                .bind("kinds", Columns.texts(lines, Bill.Line::kind))
                .bind("numbers", Columns.texts(lines, Bill.Line::number))
                .bind("transactions", Columns.texts(lines, Bill.Line::transaction))
                .bind("amounts", Columns.fen(lines, Bill.Line::amount))
                .bind("fees", Columns.longs(lines, Bill.Line::feeMillifen))
                .then();
    }

    /** What was missing in the bills so far and is in these lines. */
    Mono<Void> settle(String provider, List<Bill.Line> lines, Instant now) {
        return database.sql(SETTLE)
                .bind("provider", provider)
                .bind("now", now)
                .bind("kinds", Columns.texts(lines, Bill.Line::kind))
                .bind("numbers", Columns.texts(lines, Bill.Line::number))
                .then();
    }

    Mono<Void> addDifferences(List<Difference> found) {
        return Flux.fromIterable(found).concatMap(this::addDifference).then();
    }

    private Mono<Void> addDifference(Difference difference) {
        return database.sql(ADD_DIFFERENCE)
                .bind("id", difference.id())
                .bind("provider", difference.provider())
                .bind("day", difference.day())
                .bind("kind", difference.kind().name())
                .bind("number", difference.number())
                .bind("ours", Columns.fenOrNull(difference.ours()))
                .bind("theirs", Columns.fenOrNull(difference.theirs()))
                .bind("producers", Columns.ids(difference.producers(), producer -> producer))
                .then();
    }

    Mono<BillDay> find(String provider, LocalDate day) {
        return database.sql(FIND)
                .bind("provider", provider)
                .bind("day", day)
                .map(BillStore::day)
                .one();
    }

    Flux<BillDay> list(int limit) {
        return database.sql(LIST).bind("limit", limit).map(BillStore::day).all();
    }

    private static BillDay day(Readable row) {
        return new BillDay(
                Rows.text(row, "provider"),
                Rows.day(row, "day"),
                Rows.time(row, "fetched_at"),
                Rows.integer(row, "lines"),
                Rows.money(row, "paid_fen"),
                Rows.money(row, "refunded_fen"),
                Rows.money(row, "fee_fen"),
                Rows.number(row, "differences"));
    }

    Flux<LocalDate> missing(String provider, LocalDate from, LocalDate to) {
        return database.sql(MISSING)
                .bind("provider", provider)
                .bind("from", from)
                .bind("to", to)
                .map(row -> Rows.day(row, "day"))
                .all();
    }

    Flux<String> billed(String provider, Bill.Kind kind, Collection<String> numbers) {
        return database.sql(BILLED)
                .bind("provider", provider)
                .bind("kind", kind.name())
                .bind("numbers", numbers.toArray(String[]::new))
                .map(row -> Rows.text(row, "number"))
                .all();
    }

    Flux<Difference> differences(
            String provider, LocalDate day, @Nullable ProducerId producer, @Nullable Cursor after, int limit) {
        return database.sql(DIFFERENCES)
                .bind("provider", provider)
                .bind("day", day)
                .bind("producer", Columns.idOrNull(producer))
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(BillStore::difference)
                .all();
    }

    private static Difference difference(Readable row) {
        Set<ProducerId> producers = Arrays.stream(Rows.required(row, "producer_ids", UUID[].class))
                .map(ProducerId::new)
                .collect(Collectors.toSet());
        return new Difference(
                Rows.uuid(row, "id"),
                Rows.text(row, "provider"),
                Rows.day(row, "day"),
                Rows.name(row, "kind", Difference.Kind.class),
                Rows.text(row, "number"),
                Rows.moneyOrNull(row, "ours_fen"),
                Rows.moneyOrNull(row, "theirs_fen"),
                producers,
                row.get("gone_at", Instant.class));
    }
}
