package org.livelihood.books.payable;

import java.util.List;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ClaimStore {

    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
              SELECT source_kind, source_id
                FROM payable_source
               WHERE producer_id = :producer AND claimed_by IS NULL
               ORDER BY recorded_at, source_id
               LIMIT :limit
                 FOR UPDATE SKIP LOCKED)
            UPDATE payable_source s SET claimed_by = :run
              FROM due
             WHERE s.producer_id = :producer AND s.source_kind = due.source_kind AND s.source_id = due.source_id""";

    private static final String PRODUCERS = """
            SELECT DISTINCT producer_id FROM payable_source WHERE claimed_by IS NULL""";

    private static final String CLAIMED = """
            SELECT p.producer_id, p.source_kind, p.source_id, p.seq, p.party_kind, p.party_id, p.basis, p.category,
                   p.nature, p.amount_fen, p.recoup_fen, p.agreement_id, p.agreement_version, p.earned_on
              FROM payable_source s
              JOIN payable p ON p.producer_id = s.producer_id AND p.source_kind = s.source_kind
                   AND p.source_id = s.source_id
             WHERE s.claimed_by = :run
             ORDER BY p.producer_id, p.source_kind, p.source_id, p.seq""";

    private final DatabaseClient database;

    ClaimStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<ProducerId> producers() {
        return database.sql(PRODUCERS)
                .map(row -> Rows.id(row, "producer_id", ProducerId::new))
                .all();
    }

    Mono<Integer> claim(UUID run, ProducerId producer, int limit) {
        return database.sql(CLAIM)
                .bind("run", run)
                .bind("producer", producer.value())
                .bind("limit", limit)
                .fetch()
                .rowsUpdated()
                .map(Math::toIntExact);
    }

    Mono<List<ClaimedPayable>> claimed(UUID run) {
        return database.sql(CLAIMED)
                .bind("run", run)
                .map(row -> new ClaimedPayable(
                        Rows.id(row, "producer_id", ProducerId::new),
                        Rows.name(row, "source_kind", Source.Kind.class),
                        Rows.uuid(row, "source_id"),
                        Rows.integer(row, "seq"),
                        Rows.day(row, "earned_on"),
                        PayableStore.payable(row)))
                .all()
                .collectList();
    }
}
