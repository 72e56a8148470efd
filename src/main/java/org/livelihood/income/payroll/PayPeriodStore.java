package org.livelihood.income.payroll;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.books.payable.Source;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PayPeriodStore {

    private static final String LAST = """
            SELECT * FROM payroll_period WHERE producer_id = :producer ORDER BY to_day DESC LIMIT 1""";

    private static final String FIND = """
            SELECT * FROM payroll_period WHERE producer_id = :producer AND id = :id""";

    private static final String LIST = """
            SELECT * FROM payroll_period
             WHERE producer_id = :producer AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private static final String ADD = """
            INSERT INTO payroll_period (producer_id, id, from_day, to_day, fen_per_hour, evidence, closed_by, closed_at)
            VALUES (:producer, :id, :from, :to, :perHour, :evidence, :by, :at)""";

    private static final String TAKEN = """
            SELECT source_kind, source_id FROM payroll_source
             WHERE producer_id = :producer AND (source_kind, source_id) IN (SELECT * FROM unnest(:kinds, :sources))""";

    private static final String TAKE = """
            INSERT INTO payroll_source (producer_id, source_kind, source_id, period_id)
            SELECT :producer, kind, source, :period
              FROM unnest(:kinds, :sources) AS s (kind, source)""";

    private static final String ADD_LINES = """
            INSERT INTO payroll_line (producer_id, period_id, party_kind, party_id, minutes, wages_fen, top_up_fen)
            SELECT :producer, :period, kind, party, minutes, wages, top_up
              FROM unnest(:kinds, :parties, :minutes, :wages, :topUps) AS l (kind, party, minutes, wages, top_up)""";

    private static final String LINES = """
            SELECT party_kind, party_id, minutes, wages_fen, top_up_fen FROM payroll_line
             WHERE producer_id = :producer AND period_id = :period AND party_id > :after
             ORDER BY party_id
             LIMIT :limit""";

    private final DatabaseClient database;

    PayPeriodStore(DatabaseClient database) {
        this.database = database;
    }

    /** A producer's periods are closed one after the other. */
    Mono<Void> waitForTurn(ProducerId producer) {
        return Turns.take(database, "payroll", producer.toString());
    }

    Mono<PayPeriod> last(ProducerId producer) {
        return database.sql(LAST)
                .bind("producer", producer.value())
                .map(PayPeriodStore::period)
                .one();
    }

    Mono<PayPeriod> find(ProducerId producer, UUID id) {
        return database.sql(FIND)
                .bind("producer", producer.value())
                .bind("id", id)
                .map(PayPeriodStore::period)
                .one();
    }

    Flux<PayPeriod> list(ProducerId producer, UUID after, int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(PayPeriodStore::period)
                .all();
    }

    /** Those of the sources that a period before has. */
    Mono<Set<PayPeriod.Key>> taken(ProducerId producer, PayPeriod.Taking taking) {
        List<PayPeriod.Key> keys = List.copyOf(taking.keys());
        return database.sql(TAKEN)
                .bind("producer", producer.value())
                .bind("kinds", Columns.texts(keys, key -> key.kind().name()))
                .bind("sources", Columns.uuids(keys, PayPeriod.Key::id))
                .map(row -> new PayPeriod.Key(
                        Rows.name(row, "source_kind", Source.Kind.class), Rows.uuid(row, "source_id")))
                .all()
                .collect(Collectors.toSet());
    }

    Mono<Void> add(PayPeriod period, PayPeriod.Taking taking, List<PayPeriod.Line> lines) {
        return database.sql(ADD)
                .bind("producer", period.producer().value())
                .bind("id", period.id())
                .bind("from", period.from())
                .bind("to", period.to())
                .bind("perHour", period.fenPerHour().fen())
                .bind("evidence", period.evidence())
                .bind("by", period.closedBy().value())
                .bind("at", period.closedAt())
                .then()
                .then(Mono.defer(() -> take(period, taking)))
                .then(Mono.defer(() -> addLines(period, lines)));
    }

    private Mono<Void> take(PayPeriod period, PayPeriod.Taking taking) {
        List<PayPeriod.Key> keys = List.copyOf(taking.keys());
        return database.sql(TAKE)
                .bind("producer", period.producer().value())
                .bind("period", period.id())
                .bind("kinds", Columns.texts(keys, key -> key.kind().name()))
                .bind("sources", Columns.uuids(keys, PayPeriod.Key::id))
                .then();
    }

    private Mono<Void> addLines(PayPeriod period, List<PayPeriod.Line> lines) {
        return database.sql(ADD_LINES)
                .bind("producer", period.producer().value())
                .bind("period", period.id())
                .bind("kinds", Columns.texts(lines, line -> line.party().kind().name()))
                .bind("parties", Columns.uuids(lines, line -> line.party().id()))
                .bind("minutes", Columns.longs(lines, PayPeriod.Line::minutes))
                .bind("wages", Columns.longs(lines, line -> line.wagesFen().fen()))
                .bind("topUps", Columns.longs(lines, line -> line.topUpFen().fen()))
                .then();
    }

    Flux<PayPeriod.Line> lines(ProducerId producer, UUID period, UUID after, int limit) {
        return database.sql(LINES)
                .bind("producer", producer.value())
                .bind("period", period)
                .bind("after", after)
                .bind("limit", limit)
                .map(row -> new PayPeriod.Line(
                        Rows.party(row),
                        Rows.number(row, "minutes"),
                        Rows.money(row, "wages_fen"),
                        Rows.money(row, "top_up_fen")))
                .all();
    }

    private static PayPeriod period(Readable row) {
        return new PayPeriod(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.uuid(row, "id"),
                Rows.day(row, "from_day"),
                Rows.day(row, "to_day"),
                Rows.money(row, "fen_per_hour"),
                Rows.text(row, "evidence"),
                Rows.id(row, "closed_by", AccountId::new),
                Rows.time(row, "closed_at"));
    }
}
