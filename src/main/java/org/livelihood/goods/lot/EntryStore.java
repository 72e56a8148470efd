package org.livelihood.goods.lot;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Work;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Single contributions, each with what corrections left of it. */
@Repository
class EntryStore {

    private static final String COLUMNS = """
            SELECT id, party_kind, party_id, member_id, person_id, kind, operation, unit, entered, units, worked_on,
                   evidence
              FROM lot_work
             WHERE producer_id = :producer AND lot_id = :lot""";

    private static final String FIND = COLUMNS + " AND id = ANY(:ids)";

    private static final String LIST = COLUMNS + """

             AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private final DatabaseClient database;

    EntryStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<Contribution.Entered> find(Lot lot, List<UUID> ids) {
        return database.sql(FIND)
                .bind("producer", lot.producer().value())
                .bind("lot", lot.id().value())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(EntryStore::entered)
                .all();
    }

    Flux<Contribution.Entered> list(ProducerId producer, LotId lot, @Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("lot", lot.value())
                .bind("after", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(EntryStore::entered)
                .all();
    }

    private static Contribution.Entered entered(Readable row) {
        return new Contribution.Entered(
                Rows.uuid(row, "id"),
                Rows.party(row),
                Rows.idOrNull(row, "member_id", MemberId::new),
                Rows.uuid(row, "person_id"),
                Rows.name(row, "kind", Work.Kind.class),
                Rows.text(row, "operation"),
                Rows.name(row, "unit", Work.Unit.class),
                Rows.number(row, "entered"),
                Rows.number(row, "units"),
                Rows.day(row, "worked_on"),
                Rows.text(row, "evidence"));
    }
}
