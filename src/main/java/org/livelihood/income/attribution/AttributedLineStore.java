package org.livelihood.income.attribution;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class AttributedLineStore {

    private static final String COLUMNS = """
            SELECT producer_id, line_id, order_id, session_id, sku_id, quantity, returned, spoiled, paid_fen,
                   refunded_fen, host_id, wage_earner_kind, wage_earner_id, wage_fen, wage_net_fen, revision, formula,
                   state, paid_at
              FROM attribution_line
            """;

    private static final String LOCK = COLUMNS + """
             WHERE producer_id = :producer AND line_id = ANY(:lines)
             ORDER BY line_id
               FOR UPDATE""";

    private static final String PRODUCERS_DUE = """
            SELECT DISTINCT producer_id FROM attribution_line WHERE state = 'DUE'""";

    private static final String LOCK_DUE = COLUMNS + """
             WHERE producer_id = :producer AND state = 'DUE'
             ORDER BY line_id
             LIMIT :limit
               FOR UPDATE SKIP LOCKED""";

    private static final String LOCK_SESSION = COLUMNS + """
             WHERE session_id = :session AND producer_id = :producer
             ORDER BY producer_id, line_id
               FOR UPDATE""";

    private static final String FIND = COLUMNS + """
             WHERE line_id = ANY(:lines)
             ORDER BY line_id""";

    private static final String SAVE = """
            INSERT INTO attribution_line AS head (producer_id, line_id, order_id, session_id, sku_id, quantity,
                                                  returned, spoiled,
                   paid_fen, refunded_fen, host_id, wage_earner_kind, wage_earner_id, wage_fen, wage_net_fen,
                   revision, formula, state, paid_at)
            SELECT producer, line, order_id, session, sku, quantity, returned, spoiled, paid, refunded, host,
                   earner_kind, earner,
                   wage, wage_net, revision, formula, 'ATTRIBUTED', CAST(paid_at AS timestamptz)
              FROM unnest(:producers, :lines, :orders, :sessions, :skus, :quantities, :returned, :spoiled, :paid,
                          :refunded, :hosts, :earnerKinds, :earners, :wages, :wageNets, :revisions, :formulas,
                          :paidAt)
                AS row (producer, line, order_id, session, sku, quantity, returned, spoiled, paid, refunded,
                        host, earner_kind, earner, wage, wage_net, revision, formula, paid_at)
                ON CONFLICT (producer_id, line_id) DO UPDATE
               SET returned = excluded.returned, spoiled = excluded.spoiled, refunded_fen = excluded.refunded_fen,
                   revision = excluded.revision, state = 'ATTRIBUTED'
             WHERE head.revision = excluded.revision - 1""";

    private static final String SPREAD_WAGE = """
            UPDATE attribution_line head
               SET wage_earner_kind = :earnerKind, wage_earner_id = :earner, wage_fen = spread.wage,
                   wage_net_fen = head.paid_fen - head.refunded_fen, state = 'DUE'
              FROM unnest(:lines, :wages) AS spread (line, wage)
             WHERE head.producer_id = :producer AND head.line_id = spread.line""";

    private static final String SET_ASIDE = """
            UPDATE attribution_line
               SET state = 'PARKED'
             WHERE producer_id = :producer AND line_id = :line AND state = 'DUE'""";

    private final DatabaseClient database;

    AttributedLineStore(DatabaseClient database) {
        this.database = database;
    }

    /** The known ones among these lines of a producer, locked until the transaction ends. */
    Mono<Map<OrderLineId, AttributedLine>> lock(ProducerId producer, Collection<SoldLine> lines) {
        return database.sql(LOCK)
                .bind("producer", producer.value())
                .bind("lines", Columns.ids(lines, SoldLine::line))
                .map(AttributedLineStore::head)
                .all()
                .collectMap(AttributedLine::line);
    }

    Mono<AttributedLine> lock(ProducerId producer, OrderLineId line) {
        return database.sql(LOCK)
                .bind("producer", producer.value())
                .bind("lines", new UUID[] {line.value()})
                .map(AttributedLineStore::head)
                .one();
    }

    /** Producers of whom lines wait for their part of a host's wage. */
    Flux<ProducerId> producersDue() {
        return database.sql(PRODUCERS_DUE)
                .map(row -> Rows.id(row, "producer_id", ProducerId::new))
                .all();
    }

    /** Lines whose part of a host's wage is not posted yet, locked; those that others have locked are left out. */
    Mono<List<AttributedLine>> lockDue(ProducerId producer, int limit) {
        return database.sql(LOCK_DUE)
                .bind("producer", producer.value())
                .bind("limit", limit)
                .map(AttributedLineStore::head)
                .all()
                .collectList();
    }

    Mono<List<AttributedLine>> lockSession(ProducerId producer, SessionId session) {
        return database.sql(LOCK_SESSION)
                .bind("producer", producer.value())
                .bind("session", session.value())
                .map(AttributedLineStore::head)
                .all()
                .collectList();
    }

    /** The known ones among these lines. */
    Mono<List<AttributedLine>> find(Collection<OrderLineId> lines) {
        return database.sql(FIND)
                .bind("lines", lines.stream().map(OrderLineId::value).toArray(UUID[]::new))
                .map(AttributedLineStore::head)
                .all()
                .collectList();
    }

    /** Writes each head at its revision; fails if one of them is not at the revision before. */
    Mono<Void> save(List<AttributedLine> heads) {
        return database.sql(SAVE)
                .bind("producers", Columns.ids(heads, head -> head.sold().producer()))
                .bind("lines", Columns.ids(heads, AttributedLine::line))
                .bind("orders", Columns.ids(heads, head -> head.sold().order()))
                .bind("sessions", Columns.ids(heads, head -> head.sold().session()))
                .bind("skus", Columns.ids(heads, head -> head.sold().sku()))
                .bind("quantities", Columns.longs(heads, head -> head.sold().quantity()))
                .bind("returned", Columns.longs(heads, head -> head.sold().returned()))
                .bind("spoiled", Columns.longs(heads, head -> head.sold().spoiled()))
                .bind("paid", Columns.fen(heads, head -> head.sold().paid()))
                .bind("refunded", Columns.fen(heads, head -> head.sold().refunded()))
                .bind("hosts", Columns.ids(heads, AttributedLine::host))
                .bind("earnerKinds", Columns.partyKinds(heads, AttributedLine::wageEarner))
                .bind("earners", Columns.partyIds(heads, AttributedLine::wageEarner))
                .bind("wages", Columns.fen(heads, AttributedLine::wage))
                .bind("wageNets", Columns.fen(heads, AttributedLine::wageNet))
                .bind("revisions", Columns.integers(heads, AttributedLine::revision))
                .bind("formulas", Columns.integers(heads, AttributedLine::formula))
                .bind("paidAt", Columns.texts(heads, head -> head.sold().paidAt()))
                .fetch()
                .rowsUpdated()
                .flatMap(written -> written == heads.size() ? Mono.empty() : Mono.error(() -> overtaken()));
    }

    private static OptimisticLockingFailureException overtaken() {
        return new OptimisticLockingFailureException("a line was attributed by somebody else");
    }

    /** Freezes each line's part of the host's wage and marks the lines due. */
    Mono<Void> spreadWage(ProducerId producer, Party earner, List<AttributedLine> heads, Money[] wages) {
        return database.sql(SPREAD_WAGE)
                .bind("producer", producer.value())
                .bind("earnerKind", earner.kind().name())
                .bind("earner", earner.id())
                .bind("lines", Columns.ids(heads, AttributedLine::line))
                .bind("wages", Columns.fen(List.of(wages), wage -> wage))
                .then();
    }

    /** Takes a line out of those that are due, until somebody tries it again. */
    Mono<Void> setAside(AttributedLine head) {
        return database.sql(SET_ASIDE)
                .bind("producer", head.sold().producer().value())
                .bind("line", head.line().value())
                .then();
    }

    private static AttributedLine head(Readable row) {
        return new AttributedLine(
                sold(row),
                Rows.idOrNull(row, "host_id", AccountId::new),
                Rows.partyOrNull(row, "wage_earner_kind", "wage_earner_id"),
                Rows.money(row, "wage_fen"),
                Rows.money(row, "wage_net_fen"),
                Rows.integer(row, "revision"),
                Rows.integer(row, "formula"),
                !"ATTRIBUTED".equals(row.get("state", String.class)));
    }

    /** Also reads parked lines: their table has the same columns. */
    static SoldLine sold(Readable row) {
        return new SoldLine(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "line_id", OrderLineId::new),
                Rows.id(row, "order_id", OrderId::new),
                Rows.idOrNull(row, "session_id", SessionId::new),
                Rows.id(row, "sku_id", SkuId::new),
                Rows.number(row, "quantity"),
                Rows.number(row, "returned"),
                Rows.number(row, "spoiled"),
                Rows.money(row, "paid_fen"),
                Rows.money(row, "refunded_fen"),
                Rows.time(row, "paid_at"));
    }
}
