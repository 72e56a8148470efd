package org.livelihood.goods.lot;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Work;
import org.livelihood.goods.lotgraph.LotMaking;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ContributionStore {

    private static final String ADD = """
            INSERT INTO lot_contribution (producer_id, lot_id, id, party_kind, party_id, member_id, kind, operation,
                                          unit, units, worked_on, evidence, corrects, recorded_by)
            SELECT :producer, :lot, id, party_kind, party_id, member_id, kind, operation, unit, units,
                   CAST(worked_on AS date), evidence, corrects, :by
              FROM unnest(:ids, :partyKinds, :parties, :members, :kinds, :operations, :unitNames, :units, :days,
                          :evidences, :corrects)
                AS c (id, party_kind, party_id, member_id, kind, operation, unit, units, worked_on, evidence,
                      corrects)""";

    /** From the first day to the last on which somebody contributed; what was corrected away counts not. */
    private static final String DAYS = """
            SELECT min(worked_on) AS first, max(worked_on) AS last FROM lot_work
             WHERE producer_id = :producer AND lot_id = :lot AND units > 0
            HAVING count(*) > 0""";

    private static final String WORKED = """
            SELECT kind, operation, party_kind, party_id, CAST(sum(units) AS bigint) AS units FROM lot_work
             WHERE producer_id = :producer AND lot_id = :lot
             GROUP BY kind, operation, party_kind, party_id
             ORDER BY kind, operation, party_id""";

    private static final String CONTRIBUTED = """
            SELECT lot_id, party_kind, party_id, unit, CAST(sum(units) AS bigint) AS units FROM lot_work
             WHERE producer_id = :producer AND lot_id = ANY(:lots)
             GROUP BY lot_id, party_kind, party_id, unit
             ORDER BY lot_id, party_id, unit""";

    private final DatabaseClient database;

    ContributionStore(DatabaseClient database) {
        this.database = database;
    }

    /** Adds them; gives their ids in the same order. */
    Mono<List<UUID>> add(ProducerId producer, LotId lot, List<Contribution> rows, AccountId by) {
        List<UUID> ids = rows.stream().map(row -> Uuids.next()).toList();
        return database.sql(ADD)
                .bind("producer", producer.value())
                .bind("lot", lot.value())
                .bind("by", by.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .bind(
                        "partyKinds",
                        Columns.texts(rows, row -> row.party().kind().name()))
                .bind("parties", rows.stream().map(row -> row.party().id()).toArray(UUID[]::new))
                .bind("members", Columns.uuids(rows, ContributionStore::memberOf))
                .bind("kinds", Columns.texts(rows, row -> row.kind().name()))
                .bind("operations", Columns.texts(rows, Contribution::operation))
                .bind("unitNames", Columns.texts(rows, row -> row.unit().name()))
                .bind("units", rows.stream().map(Contribution::units).toArray(Long[]::new))
                .bind("days", Columns.texts(rows, row -> row.workedOn().toString()))
                .bind("evidences", Columns.texts(rows, Contribution::evidence))
                .bind("corrects", Columns.uuids(rows, Contribution::corrects))
                .then()
                .thenReturn(ids);
    }

    private static @Nullable UUID memberOf(Contribution row) {
        MemberId member = row.member();
        return member == null ? null : member.value();
    }

    record Days(LocalDate first, LocalDate last) {}

    /** Empty where nobody contributed. */
    Mono<Days> days(ProducerId producer, LotId lot) {
        return database.sql(DAYS)
                .bind("producer", producer.value())
                .bind("lot", lot.value())
                .map(row -> new Days(Rows.day(row, "first"), Rows.day(row, "last")))
                .one();
    }

    Flux<Work> worked(ProducerId producer, LotId lot) {
        return database.sql(WORKED)
                .bind("producer", producer.value())
                .bind("lot", lot.value())
                .map(row -> new Work(
                        Rows.party(row),
                        Rows.name(row, "kind", Work.Kind.class),
                        Rows.text(row, "operation"),
                        Rows.number(row, "units")))
                .all();
    }

    record OfLot(LotId lot, LotMaking.Put put) {}

    Flux<OfLot> contributed(ProducerId producer, Collection<LotId> lots) {
        return database.sql(CONTRIBUTED)
                .bind("producer", producer.value())
                .bind("lots", lots.stream().map(LotId::value).toArray(UUID[]::new))
                .map(row -> new OfLot(
                        Rows.id(row, "lot_id", LotId::new),
                        new LotMaking.Put(
                                Rows.party(row), Rows.name(row, "unit", Work.Unit.class), Rows.number(row, "units"))))
                .all();
    }
}
