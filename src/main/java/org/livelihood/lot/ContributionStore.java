package org.livelihood.lot;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.MemberId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Uuids;
import org.livelihood.linkage.Work;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ContributionStore {

    private static final String ADD = """
            INSERT INTO lot_contribution (producer_id, lot_id, id, party_kind, party_id, member_id, kind, operation,
                                          unit, units, worked_on, evidence, recorded_by)
            SELECT :producer, :lot, id, party_kind, party_id, member_id, kind, operation, unit, units,
                   CAST(worked_on AS date), evidence, :by
              FROM unnest(:ids, :partyKinds, :parties, :members, :kinds, :operations, :unitNames, :units, :days,
                          :evidences)
                AS c (id, party_kind, party_id, member_id, kind, operation, unit, units, worked_on, evidence)""";

    /** Hours of a person are entered one after the other, over all producers: two at once would not see each other. */
    private static final String TURN_OF_PERSONS = """
            SELECT count(pg_advisory_xact_lock(hashtextextended('hours' || person, 0)))
              FROM (SELECT DISTINCT person FROM unnest(:persons) AS person ORDER BY person) sorted""";

    /** No person works more than 24 hours a day, over all producers. */
    private static final String TOO_MANY_HOURS = """
            SELECT coalesce(member_id, party_id) AS person FROM lot_contribution
             WHERE unit = 'MINUTE' AND coalesce(member_id, party_id) = ANY(:persons)
               AND worked_on = ANY(CAST(:days AS date[]))
             GROUP BY coalesce(member_id, party_id), worked_on
            HAVING sum(units) > 1440
             LIMIT 1""";

    /** From the first day to the last on which somebody contributed; what was corrected away on its day counts not. */
    private static final String DAYS = """
            SELECT min(worked_on) AS first, max(worked_on) AS last
              FROM (SELECT worked_on FROM lot_contribution
                     WHERE producer_id = :producer AND lot_id = :lot
                     GROUP BY worked_on, kind, operation, party_kind, party_id
                    HAVING sum(units) <> 0) AS worked
            HAVING count(*) > 0""";

    private static final String WORKED = """
            SELECT kind, operation, party_kind, party_id, CAST(sum(units) AS bigint) AS units FROM lot_contribution
             WHERE producer_id = :producer AND lot_id = :lot
             GROUP BY kind, operation, party_kind, party_id
             ORDER BY kind, operation, party_id""";

    private static final String CONTRIBUTED = """
            SELECT lot_id, party_kind, party_id, unit, CAST(sum(units) AS bigint) AS units FROM lot_contribution
             WHERE producer_id = :producer AND lot_id = ANY(:lots)
             GROUP BY lot_id, party_kind, party_id, unit
             ORDER BY lot_id, party_id, unit""";

    private final DatabaseClient database;

    ContributionStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(ProducerId producer, LotId lot, List<Contribution> rows, AccountId by) {
        return database.sql(ADD)
                .bind("producer", producer.value())
                .bind("lot", lot.value())
                .bind("by", by.value())
                .bind("ids", rows.stream().map(row -> Uuids.next()).toArray(UUID[]::new))
                .bind("partyKinds", texts(rows, row -> row.party().kind().name()))
                .bind("parties", rows.stream().map(row -> row.party().id()).toArray(UUID[]::new))
                .bind("members", members(rows))
                .bind("kinds", texts(rows, row -> row.kind().name()))
                .bind("operations", texts(rows, Contribution::operation))
                .bind("unitNames", texts(rows, row -> row.unit().name()))
                .bind("units", rows.stream().map(Contribution::units).toArray(Long[]::new))
                .bind("days", texts(rows, row -> row.workedOn().toString()))
                .bind("evidences", texts(rows, Contribution::evidence))
                .then();
    }

    private static UUID[] members(List<Contribution> rows) {
        UUID[] members = new UUID[rows.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = memberOf(rows.get(i));
        }
        return members;
    }

    private static @Nullable UUID memberOf(Contribution row) {
        MemberId member = row.member();
        return member == null ? null : member.value();
    }

    private static String[] texts(List<Contribution> rows, Function<Contribution, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** Waits until nobody else enters hours of these persons; in one order, so that no two wait for each other. */
    Mono<Void> awaitTurn(List<Contribution> rows) {
        UUID[] persons = personsOfHours(rows);
        return persons.length == 0
                ? Mono.empty()
                : database.sql(TURN_OF_PERSONS).bind("persons", persons).then();
    }

    Mono<Void> requirePossibleHours(List<Contribution> rows) {
        return database.sql(TOO_MANY_HOURS)
                .bind("persons", personsOfHours(rows))
                .bind("days", texts(rows, row -> row.workedOn().toString()))
                .map(row -> Objects.requireNonNull(row.get("person", UUID.class)))
                .first()
                .flatMap(person -> Mono.error(() -> new Refusal(LotReason.TOO_MANY_HOURS, person)));
    }

    private static UUID[] personsOfHours(List<Contribution> rows) {
        return rows.stream()
                .filter(row -> row.unit() == Work.Unit.MINUTE)
                .map(Contribution::person)
                .toArray(UUID[]::new);
    }

    record Days(LocalDate first, LocalDate last) {}

    /** Empty where nobody contributed. */
    Mono<Days> days(ProducerId producer, LotId lot) {
        return database.sql(DAYS)
                .bind("producer", producer.value())
                .bind("lot", lot.value())
                .map(row -> new Days(
                        Objects.requireNonNull(row.get("first", LocalDate.class)),
                        Objects.requireNonNull(row.get("last", LocalDate.class))))
                .one();
    }

    Flux<Work> worked(ProducerId producer, LotId lot) {
        return database.sql(WORKED)
                .bind("producer", producer.value())
                .bind("lot", lot.value())
                .map(row -> new Work(
                        LotStore.party(row),
                        Work.Kind.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                        Objects.requireNonNull(row.get("operation", String.class)),
                        Objects.requireNonNull(row.get("units", Long.class))))
                .all();
    }

    record OfLot(LotId lot, LotMaking.Put put) {}

    Flux<OfLot> contributed(ProducerId producer, Collection<LotId> lots) {
        return database.sql(CONTRIBUTED)
                .bind("producer", producer.value())
                .bind("lots", lots.stream().map(LotId::value).toArray(UUID[]::new))
                .map(row -> new OfLot(
                        new LotId(Objects.requireNonNull(row.get("lot_id", UUID.class))),
                        new LotMaking.Put(
                                LotStore.party(row),
                                Work.Unit.valueOf(Objects.requireNonNull(row.get("unit", String.class))),
                                Objects.requireNonNull(row.get("units", Long.class)))))
                .all();
    }
}
