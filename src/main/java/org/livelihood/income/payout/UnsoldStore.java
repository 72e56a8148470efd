package org.livelihood.income.payout;

import java.util.UUID;
import org.livelihood.books.payable.Source;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What was paid of payables that sales should explain: those of lots, and hosts' wages. */
@Repository
class UnsoldStore {

    private static final String PAID = """
            WITH sources AS (
              SELECT DISTINCT producer_id, source_kind, source_id
                FROM payout_earning
               WHERE producer_id = :producer AND status = 'CONFIRMED' AND source_kind IN ('HOST_WAGE', 'LOT')
                 AND (source_kind, source_id) > (:afterKind, :after)
               ORDER BY source_kind, source_id
               LIMIT :limit)
            SELECT e.source_kind, e.source_id, e.party_kind, e.party_id,
                   CAST(sum(e.amount_fen) AS bigint) AS amount_fen
              FROM sources
              JOIN payout_earning e USING (producer_id, source_kind, source_id)
             WHERE e.status = 'CONFIRMED'
             GROUP BY e.source_kind, e.source_id, e.party_kind, e.party_id
             ORDER BY e.source_kind, e.source_id, e.party_id""";

    private final DatabaseClient database;

    UnsoldStore(DatabaseClient database) {
        this.database = database;
    }

    record Paid(Source.Kind kind, UUID source, Party party, Money amount) {}

    /** All that was paid of the sources that come after one, in order of kind and id; at most so many sources. */
    Flux<Paid> paid(ProducerId producer, String afterKind, UUID after, int limit) {
        return database.sql(PAID)
                .bind("producer", producer.value())
                .bind("afterKind", afterKind)
                .bind("after", after)
                .bind("limit", limit)
                .map(row -> new Paid(
                        Rows.name(row, "source_kind", Source.Kind.class),
                        Rows.uuid(row, "source_id"),
                        Rows.party(row),
                        Rows.money(row, "amount_fen")))
                .all();
    }
}
