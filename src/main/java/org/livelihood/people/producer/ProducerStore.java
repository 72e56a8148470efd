package org.livelihood.people.producer;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.producer.Producer.Rule;
import org.livelihood.people.producer.Producer.Status;
import org.livelihood.people.region.Region;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ProducerStore {

    private static final UUID FIRST = new UUID(0, 0);

    private static final String ADD = """
            INSERT INTO producer (id, name, kind, region_code, status, applicant)
            VALUES (:id, :name, :kind, :region, :status, :applicant)""";

    private static final String FIND = """
            SELECT id, name, kind, region_code, status FROM producer WHERE id = :id""";

    private static final String LIST = """
            SELECT id, name, kind, region_code, status FROM producer
             WHERE status = :status AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private static final String APPLICANT = """
            SELECT applicant FROM producer WHERE id = :id""";

    private static final String HANDS = """
            SELECT hand FROM producer, unnest(ARRAY[applicant, recommended_by]) AS hand
             WHERE id = :id AND hand IS NOT NULL""";

    private static final String RECOMMEND = """
            UPDATE producer SET status = 'RECOMMENDED', recommended_by = :by, recommended_at = now()
             WHERE id = :id AND status = 'APPLIED'
            RETURNING id, name, kind, region_code, status""";

    private static final String DECIDE = """
            UPDATE producer SET status = :to, decided_by = :by, decided_at = now(), decision_note = :note
             WHERE id = :id AND status = 'RECOMMENDED'
            RETURNING id, name, kind, region_code, status""";

    private static final String PUT_RULE = """
            INSERT INTO producer_rule (region_code, valid_from, min_poor_workers, min_poor_basis_points,
                                       min_contract_months, document)
            VALUES (:region, :validFrom, :minPoorWorkers, :minPoorBasisPoints, :minContractMonths, :document)
            ON CONFLICT (region_code, valid_from) DO UPDATE
               SET min_poor_workers = excluded.min_poor_workers,
                   min_poor_basis_points = excluded.min_poor_basis_points,
                   min_contract_months = excluded.min_contract_months, document = excluded.document,
                   recorded_at = excluded.recorded_at, revision = producer_rule.revision + 1""";

    /** The rule of the nearest region above, the newest that is valid on the day. */
    private static final String RULE = """
            SELECT region_code, valid_from, min_poor_workers, min_poor_basis_points, min_contract_months, document
              FROM producer_rule
             WHERE region_code = ANY(:lineage) AND valid_from <= :day
             ORDER BY array_position(:lineage, region_code), valid_from DESC
             LIMIT 1""";

    private static final String ADD_OPERATION = """
            INSERT INTO producer_operation (producer_id, holds_from, operating)
            VALUES (:producer, :from, :operating)""";

    private final DatabaseClient database;

    ProducerStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Producer producer, AccountId applicant) {
        return database.sql(ADD)
                .bind("id", producer.id().value())
                .bind("name", producer.name())
                .bind("kind", producer.kind().name())
                .bind("region", producer.regionCode())
                .bind("status", producer.status().name())
                .bind("applicant", applicant.value())
                .then();
    }

    Mono<Producer> find(ProducerId id) {
        return database.sql(FIND)
                .bind("id", id.value())
                .map(ProducerStore::producer)
                .one();
    }

    /** Those who have acted on the application so far. */
    Flux<AccountId> handsOf(ProducerId id) {
        return database.sql(HANDS)
                .bind("id", id.value())
                .map(row -> Rows.id(row, "hand", AccountId::new))
                .all();
    }

    Flux<Producer> list(Status status, @Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("status", status.name())
                .bind("after", after == null ? FIRST : after.id())
                .bind("limit", limit)
                .map(ProducerStore::producer)
                .all();
    }

    Mono<AccountId> applicant(ProducerId id) {
        return database.sql(APPLICANT)
                .bind("id", id.value())
                .map(row -> Rows.id(row, "applicant", AccountId::new))
                .one();
    }

    Mono<Producer> recommend(ProducerId id, AccountId by) {
        return database.sql(RECOMMEND)
                .bind("id", id.value())
                .bind("by", by.value())
                .map(ProducerStore::producer)
                .one();
    }

    Mono<Producer> decide(ProducerId id, Status to, AccountId by, @Nullable String note) {
        return database.sql(DECIDE)
                .bind("id", id.value())
                .bind("to", to.name())
                .bind("by", by.value())
                .bind("note", Parameter.fromOrEmpty(note, String.class))
                .map(ProducerStore::producer)
                .one();
    }

    private static Producer producer(Readable row) {
        return new Producer(
                Rows.id(row, "id", ProducerId::new),
                Rows.text(row, "name"),
                Rows.name(row, "kind", Producer.Kind.class),
                Rows.text(row, "region_code"),
                Rows.name(row, "status", Status.class));
    }

    Mono<Void> putRule(Rule rule) {
        return database.sql(PUT_RULE)
                .bind("region", rule.regionCode())
                .bind("validFrom", rule.validFrom())
                .bind("minPoorWorkers", rule.minPoorWorkers())
                .bind("minPoorBasisPoints", rule.minPoorBasisPoints())
                .bind("minContractMonths", rule.minContractMonths())
                .bind("document", rule.document())
                .then();
    }

    Mono<Rule> rule(String regionCode, LocalDate day) {
        return database.sql(RULE)
                .bind("lineage", Region.lineageOf(regionCode).toArray(String[]::new))
                .bind("day", day)
                .map(row -> new Rule(
                        Rows.text(row, "region_code"),
                        Rows.day(row, "valid_from"),
                        Rows.integer(row, "min_poor_workers"),
                        Rows.integer(row, "min_poor_basis_points"),
                        Rows.integer(row, "min_contract_months"),
                        Rows.text(row, "document")))
                .one();
    }

    Mono<Void> addOperation(ProducerId producer, LocalDate from, boolean operating) {
        return database.sql(ADD_OPERATION)
                .bind("producer", producer.value())
                .bind("from", from)
                .bind("operating", operating)
                .then();
    }
}
