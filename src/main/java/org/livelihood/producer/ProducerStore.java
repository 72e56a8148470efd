package org.livelihood.producer;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.household.Households;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.HouseholdId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Uuids;
import org.livelihood.producer.Producer.Membership;
import org.livelihood.producer.Producer.Roster;
import org.livelihood.producer.Producer.Rule;
import org.livelihood.producer.Producer.Stands;
import org.livelihood.producer.Producer.Status;
import org.livelihood.region.Region;
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

    private static final String ADD_MEMBERSHIP = """
            INSERT INTO producer_membership (producer_id, id, person_id, household_id, kind, holds_from, holds_until,
                                             contract_months)
            VALUES (:producer, :id, :person, :household, :kind, :holdsFrom, :holdsUntil, :contractMonths)""";

    private static final String ADD_MEMBERSHIPS = """
            INSERT INTO producer_membership (producer_id, id, person_id, household_id, kind, holds_from,
                                             contract_months)
            SELECT :producer, id, person, household, :kind, :holdsFrom, :contractMonths
              FROM unnest(:ids, :persons, :households) AS m (id, person, household)""";

    private static final String END_MEMBERSHIP = """
            UPDATE producer_membership SET holds_until = :until
             WHERE producer_id = :producer AND id = :id AND holds_from <= :until AND holds_until IS NULL""";

    private static final String MEMBERSHIPS = """
            SELECT id, person_id, household_id, kind, holds_from, holds_until, contract_months
              FROM producer_membership
             WHERE producer_id = :producer AND id > :after
               AND holds_from <= :day AND (holds_until IS NULL OR holds_until >= :day)
             ORDER BY id
             LIMIT :limit""";

    private static final String ROSTER = """
            SELECT CAST(count(DISTINCT person_id) AS int) AS workers,
                   CAST(count(DISTINCT person_id) FILTER (WHERE household_id IS NOT NULL) AS int) AS poor,
                   CAST(count(DISTINCT person_id) FILTER (WHERE household_id IS NOT NULL AND contract_months >= :months)
                     AS int) AS poor_with_contract
              FROM producer_membership
             WHERE producer_id = :producer AND kind = 'WORKER'
               AND holds_from <= :day AND (holds_until IS NULL OR holds_until >= :day)""";

    private static final String PUT_RULE = """
            INSERT INTO producer_rule (region_code, valid_from, min_poor_workers, min_poor_basis_points,
                                       min_contract_months, document)
            VALUES (:region, :validFrom, :minPoorWorkers, :minPoorBasisPoints, :minContractMonths, :document)
            ON CONFLICT (region_code, valid_from) DO UPDATE
               SET min_poor_workers = excluded.min_poor_workers,
                   min_poor_basis_points = excluded.min_poor_basis_points,
                   min_contract_months = excluded.min_contract_months, document = excluded.document,
                   recorded_at = now(), revision = producer_rule.revision + 1""";

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
                .map(row -> new AccountId(Objects.requireNonNull(row.get("hand", UUID.class))))
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
                .map(row -> new AccountId(Objects.requireNonNull(row.get("applicant", UUID.class))))
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
                new ProducerId(Objects.requireNonNull(row.get("id", UUID.class))),
                Objects.requireNonNull(row.get("name", String.class)),
                Producer.Kind.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                Objects.requireNonNull(row.get("region_code", String.class)),
                Status.valueOf(Objects.requireNonNull(row.get("status", String.class))));
    }

    Mono<Void> addMembership(ProducerId producer, Membership membership) {
        HouseholdId household = membership.household();
        return database.sql(ADD_MEMBERSHIP)
                .bind("producer", producer.value())
                .bind("id", membership.id())
                .bind("person", membership.person())
                .bind("household", Parameter.fromOrEmpty(household == null ? null : household.value(), UUID.class))
                .bind("kind", membership.kind().name())
                .bind("holdsFrom", membership.from())
                .bind("holdsUntil", Parameter.fromOrEmpty(membership.until(), LocalDate.class))
                .bind("contractMonths", membership.contractMonths())
                .then();
    }

    Mono<Void> addMemberships(
            ProducerId producer, List<Households.MemberOf> members, Stands kind, LocalDate from, int contractMonths) {
        return database.sql(ADD_MEMBERSHIPS)
                .bind("producer", producer.value())
                .bind("kind", kind.name())
                .bind("holdsFrom", from)
                .bind("contractMonths", contractMonths)
                .bind("ids", members.stream().map(member -> Uuids.next()).toArray(UUID[]::new))
                .bind(
                        "persons",
                        members.stream().map(row -> row.member().value()).toArray(UUID[]::new))
                .bind(
                        "households",
                        members.stream().map(row -> row.household().value()).toArray(UUID[]::new))
                .then();
    }

    Mono<Boolean> endMembership(ProducerId producer, UUID membership, LocalDate until) {
        return database.sql(END_MEMBERSHIP)
                .bind("producer", producer.value())
                .bind("id", membership)
                .bind("until", until)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Flux<Membership> memberships(ProducerId producer, LocalDate day, @Nullable Cursor after, int limit) {
        return database.sql(MEMBERSHIPS)
                .bind("producer", producer.value())
                .bind("day", day)
                .bind("after", after == null ? FIRST : after.id())
                .bind("limit", limit)
                .map(ProducerStore::membership)
                .all();
    }

    private static Membership membership(Readable row) {
        UUID household = row.get("household_id", UUID.class);
        return new Membership(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("person_id", UUID.class)),
                household == null ? null : new HouseholdId(household),
                Stands.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                Objects.requireNonNull(row.get("holds_from", LocalDate.class)),
                row.get("holds_until", LocalDate.class),
                Objects.requireNonNull(row.get("contract_months", Integer.class)));
    }

    Mono<Roster> roster(ProducerId producer, LocalDate day, int contractMonths) {
        return database.sql(ROSTER)
                .bind("producer", producer.value())
                .bind("day", day)
                .bind("months", contractMonths)
                .map(row -> Roster.of(
                        day,
                        Objects.requireNonNull(row.get("workers", Integer.class)),
                        Objects.requireNonNull(row.get("poor", Integer.class)),
                        Objects.requireNonNull(row.get("poor_with_contract", Integer.class))))
                .one();
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
                        Objects.requireNonNull(row.get("region_code", String.class)),
                        Objects.requireNonNull(row.get("valid_from", LocalDate.class)),
                        Objects.requireNonNull(row.get("min_poor_workers", Integer.class)),
                        Objects.requireNonNull(row.get("min_poor_basis_points", Integer.class)),
                        Objects.requireNonNull(row.get("min_contract_months", Integer.class)),
                        Objects.requireNonNull(row.get("document", String.class))))
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
