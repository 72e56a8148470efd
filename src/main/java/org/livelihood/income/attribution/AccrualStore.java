package org.livelihood.income.attribution;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class AccrualStore {

    /** From producer to producer by the index, whose first entry of each is its oldest line. */
    private static final String PRODUCERS = """
            WITH RECURSIVE first AS (
              (SELECT producer_id, paid_at FROM attribution_line
                WHERE released < revision ORDER BY producer_id, paid_at LIMIT 1)
               UNION ALL
              SELECT n.producer_id, n.paid_at
                FROM first f
               CROSS JOIN LATERAL (SELECT l.producer_id, l.paid_at FROM attribution_line l
                                    WHERE l.released < l.revision AND l.producer_id > f.producer_id
                                    ORDER BY l.producer_id, l.paid_at LIMIT 1) n)
            SELECT producer_id FROM first WHERE paid_at <= :paidUntil""";

    private static final String LOCK = """
            SELECT line_id
              FROM attribution_line
             WHERE producer_id = :producer AND released < revision AND paid_at <= :paidUntil
               AND state = 'ATTRIBUTED'
             ORDER BY paid_at, line_id
             LIMIT :limit
               FOR UPDATE SKIP LOCKED""";

    private static final String LOCK_CHANGED = """
            SELECT line_id
              FROM attribution_line
             WHERE producer_id = :producer AND released > 0 AND released < revision AND state = 'ATTRIBUTED'
             ORDER BY line_id
             LIMIT :limit
               FOR UPDATE SKIP LOCKED""";

    /** After the lock and before the sums, each a statement of its own: revisions may be younger than one snapshot. */
    private static final String MARK = """
            WITH marked AS (
              UPDATE attribution_line SET released = revision
               WHERE producer_id = :producer AND line_id = ANY(:lines) AND released < revision
              RETURNING producer_id, line_id, revision)
            INSERT INTO attribution_release (producer_id, line_id, revision, run_id)
            SELECT producer_id, line_id, revision, :run FROM marked""";

    /** What releases brought line by line: parts since the release before. */
    private static final String BROUGHT = """
             CROSS JOIN LATERAL (SELECT coalesce(max(b.revision), 0) AS revision
                                   FROM attribution_release b
                                  WHERE b.producer_id = r.producer_id AND b.line_id = r.line_id
                                    AND b.revision < r.revision) before
              JOIN attribution_part p ON p.producer_id = r.producer_id AND p.line_id = r.line_id
                   AND p.revision > before.revision AND p.revision <= r.revision
                   AND p.nature = 'ACCRUAL' AND p.party_kind IN ('HOUSEHOLD', 'WORKER')
            """;

    /** Gains are summed over the lines; losses are not, for each may take back only what its own line gave. */
    private static final String SUMS = """
            WITH brought AS (
              SELECT p.producer_id, p.line_id, p.party_kind, p.party_id, p.basis, p.category,
                     sum(p.amount_fen) AS amount_fen
                FROM attribution_release r
            """ + BROUGHT + """
               WHERE r.run_id = :run
               GROUP BY p.producer_id, p.line_id, p.party_kind, p.party_id, p.basis, p.category)
            SELECT producer_id, CAST(NULL AS uuid) AS line_id, party_kind, party_id, basis, category,
                   CAST(sum(amount_fen) AS bigint) AS amount_fen
              FROM brought
             WHERE amount_fen > 0
             GROUP BY producer_id, party_kind, party_id, basis, category
             UNION ALL
            SELECT producer_id, line_id, party_kind, party_id, basis, category, CAST(amount_fen AS bigint)
              FROM brought
             WHERE amount_fen < 0
             ORDER BY producer_id, party_id, basis, category, line_id""";

    private static final String GIVEN = """
            SELECT r.run_id, p.producer_id, p.line_id, p.party_kind, p.party_id, p.basis, p.category,
                   CAST(sum(p.amount_fen) AS bigint) AS amount_fen
              FROM attribution_release r
            """ + BROUGHT + """
             WHERE (r.producer_id, r.line_id) IN (SELECT * FROM unnest(:producers, :lines))
             GROUP BY r.run_id, p.producer_id, p.line_id, p.party_kind, p.party_id, p.basis, p.category
            HAVING sum(p.amount_fen) > 0""";

    private static final String HELD = """
            SELECT CAST(coalesce(sum(p.amount_fen), 0) AS bigint) AS amount_fen
              FROM attribution_line l
              JOIN attribution_part p ON p.producer_id = l.producer_id AND p.line_id = l.line_id
                   AND p.revision > l.released
             WHERE l.released < l.revision AND l.producer_id = :producer
               AND p.party_kind = :kind AND p.party_id = :party AND p.nature = 'ACCRUAL'""";

    private static final String EXPLAINED = """
            SELECT lot_id AS source_id, party_kind, party_id, CAST(sum(amount_fen) AS bigint) AS amount_fen
              FROM attribution_part
             WHERE producer_id = ANY(:producers) AND nature = 'TRACE' AND lot_id = ANY(:lots)
             GROUP BY lot_id, party_kind, party_id""";

    private static final String EXPLAINED_WAGES = """
            SELECT l.session_id AS source_id, p.party_kind, p.party_id, CAST(sum(p.amount_fen) AS bigint) AS amount_fen
              FROM attribution_line l
              JOIN attribution_part p ON p.producer_id = l.producer_id AND p.line_id = l.line_id
             WHERE l.session_id = ANY(:sessions) AND l.producer_id = :producer
               AND p.nature = 'TRACE' AND p.basis = 'HOST_WAGE'
             GROUP BY l.session_id, p.party_kind, p.party_id""";

    private final DatabaseClient database;

    AccrualStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<ProducerId> producers(Instant paidUntil) {
        return database.sql(PRODUCERS)
                .bind("paidUntil", paidUntil)
                .map(row -> Rows.id(row, "producer_id", ProducerId::new))
                .all();
    }

    Mono<Integer> mark(UUID run, ProducerId producer, Instant paidUntil, int limit) {
        return mark(run, producer, limit, database.sql(LOCK).bind("paidUntil", paidUntil));
    }

    Mono<Integer> markChanged(UUID run, ProducerId producer, int limit) {
        return mark(run, producer, limit, database.sql(LOCK_CHANGED));
    }

    private Mono<Integer> mark(UUID run, ProducerId producer, int limit, DatabaseClient.GenericExecuteSpec lock) {
        return lock.bind("producer", producer.value())
                .bind("limit", limit)
                .map(row -> Rows.uuid(row, "line_id"))
                .all()
                .collectList()
                .flatMap(lines -> lines.isEmpty() ? Mono.just(0) : mark(run, producer, lines));
    }

    private Mono<Integer> mark(UUID run, ProducerId producer, List<UUID> lines) {
        return database.sql(MARK)
                .bind("run", run)
                .bind("producer", producer.value())
                .bind("lines", lines.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .map(Math::toIntExact);
    }

    Mono<List<AccruedSum>> sums(UUID run) {
        return database.sql(SUMS).bind("run", run).map(AccrualStore::sum).all().collectList();
    }

    /** What these lines gave, by run. */
    Mono<List<AccruedInRun>> given(Collection<ProducerLine> lines) {
        return database.sql(GIVEN)
                .bind(
                        "producers",
                        lines.stream().map(line -> line.producer().value()).toArray(UUID[]::new))
                .bind("lines", lines.stream().map(line -> line.line().value()).toArray(UUID[]::new))
                .map(row -> new AccruedInRun(Rows.uuid(row, "run_id"), sum(row)))
                .all()
                .collectList();
    }

    private static AccruedSum sum(Readable row) {
        return new AccruedSum(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.idOrNull(row, "line_id", OrderLineId::new),
                Rows.party(row),
                Rows.text(row, "basis"),
                Rows.name(row, "category", IncomeCategory.class),
                Rows.money(row, "amount_fen"));
    }

    Mono<Money> held(ProducerId producer, Party party) {
        return database.sql(HELD)
                .bind("producer", producer.value())
                .bind("kind", party.kind().name())
                .bind("party", party.id())
                .map(row -> Rows.money(row, "amount_fen"))
                .one();
    }

    Mono<List<ExplainedPayable>> explained(Collection<ProducerId> sellers, Collection<LotId> lots) {
        return database.sql(EXPLAINED)
                .bind("producers", sellers.stream().map(ProducerId::value).toArray(UUID[]::new))
                .bind("lots", lots.stream().map(LotId::value).toArray(UUID[]::new))
                .map(AccrualStore::explained)
                .all()
                .collectList();
    }

    Mono<List<ExplainedPayable>> explainedWages(ProducerId producer, Collection<SessionId> sessions) {
        return database.sql(EXPLAINED_WAGES)
                .bind("producer", producer.value())
                .bind("sessions", sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                .map(AccrualStore::explained)
                .all()
                .collectList();
    }

    private static ExplainedPayable explained(Readable row) {
        return new ExplainedPayable(Rows.uuid(row, "source_id"), Rows.party(row), Rows.money(row, "amount_fen"));
    }
}
