package org.livelihood.people.household;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Attribute;
import org.livelihood.people.household.Household.Card;
import org.livelihood.people.household.Household.Cause;
import org.livelihood.people.household.Household.Health;
import org.livelihood.people.household.Household.Labour;
import org.livelihood.people.household.Household.Member;
import org.livelihood.people.household.Household.Status;
import org.livelihood.people.household.Household.StatusRecord;
import org.livelihood.people.region.Region;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class HouseholdStore {

    private static final String ADD = """
            INSERT INTO household (id, registry_no, village_code, attribute, main_cause, other_causes)
            VALUES (:id, :registryNo, :village, :attribute, :mainCause, :otherCauses)
            ON CONFLICT (registry_no) DO NOTHING""";

    private static final String FIND = """
            SELECT id, registry_no, village_code, attribute, main_cause, other_causes FROM household WHERE id = :id""";

    private static final String BY_REGISTRY_NO = """
            SELECT id, registry_no, village_code, attribute, main_cause, other_causes FROM household
             WHERE registry_no = :registryNo""";

    private static final String LIST = """
            SELECT id, registry_no, village_code, attribute, main_cause, other_causes FROM household
             WHERE village_code >= :first AND village_code <= :last AND (village_code, id) > (:afterVillage, :afterId)
               AND (CAST(:registryNo AS text) IS NULL OR registry_no = :registryNo)
             ORDER BY village_code, id
             LIMIT :limit""";

    private static final String LOCK = """
            SELECT id, registry_no, village_code, attribute, main_cause, other_causes FROM household WHERE id = :id
               FOR UPDATE""";

    private static final String MEMBERS = """
            SELECT m.id, m.labour, m.health
              FROM household_belonging_on(:day, 'infinity') b
              JOIN household_member m ON m.id = b.member_id
             WHERE b.household_id = :household
             ORDER BY m.id""";

    private static final String ADD_STATUS = """
            INSERT INTO household_status (household_id, status, holds_from, recorded_by)
            VALUES (:household, :status, :holdsFrom, :by)""";

    private static final String STATUS_ON = """
            SELECT status, holds_from, recorded_at FROM household_status_on(:household, :day, :knownAt)""";

    private static final String STATUSES = """
            SELECT status, holds_from, recorded_at FROM household_status
             WHERE household_id = :household
             ORDER BY recorded_at""";

    private static final String RECORD_UNMASKING = """
            INSERT INTO household_unmasking (id, person_id, account_id, reason)
            VALUES (:id, :person, :account, :reason)""";

    private final DatabaseClient database;

    HouseholdStore(DatabaseClient database) {
        this.database = database;
    }

    /** False when the registry number is taken. */
    Mono<Boolean> add(HouseholdId id, Card card) {
        return database.sql(ADD)
                .bind("id", id.value())
                .bind("registryNo", card.registryNo())
                .bind("village", card.villageCode())
                .bind("attribute", card.attribute().name())
                .bind("mainCause", card.mainCause().name())
                .bind(
                        "otherCauses",
                        card.otherCauses().stream().map(Cause::name).toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Household> find(HouseholdId id) {
        return database.sql(FIND)
                .bind("id", id.value())
                .map(HouseholdStore::household)
                .one();
    }

    /** The card, which nobody else changes until this is over. */
    Mono<Household> lock(HouseholdId id) {
        return database.sql(LOCK)
                .bind("id", id.value())
                .map(HouseholdStore::household)
                .one();
    }

    Mono<Void> awaitTurn(String registryNo) {
        return Turns.take(database, "registry", registryNo);
    }

    Mono<Household> byRegistryNo(String registryNo) {
        return database.sql(BY_REGISTRY_NO)
                .bind("registryNo", registryNo)
                .map(HouseholdStore::household)
                .one();
    }

    /** Those of a region and all below it, village by village. */
    Flux<Household> list(String region, @Nullable String registryNo, @Nullable Cursor after, int limit) {
        String prefix = Region.prefixOf(region);
        return database.sql(LIST)
                .bind("first", region)
                .bind("last", prefix + "9".repeat(region.length() - prefix.length()))
                .bind("afterVillage", after == null ? "" : "%012d".formatted(after.number()))
                .bind("afterId", after == null ? new UUID(0, 0) : after.id())
                .bind("registryNo", Parameters.in(R2dbcType.VARCHAR, registryNo))
                .bind("limit", limit)
                .map(HouseholdStore::household)
                .all();
    }

    private static Household household(Readable row) {
        String[] others = Rows.required(row, "other_causes", String[].class);
        return new Household(
                Rows.id(row, "id", HouseholdId::new),
                Rows.text(row, "registry_no"),
                Rows.text(row, "village_code"),
                Rows.name(row, "attribute", Attribute.class),
                Rows.name(row, "main_cause", Cause.class),
                Arrays.stream(others).map(Cause::valueOf).toList());
    }

    /** Who belongs to the household on a day. */
    Flux<Member> members(HouseholdId household, LocalDate day) {
        return database.sql(MEMBERS)
                .bind("day", day)
                .bind("household", household.value())
                .map(row -> new Member(
                        Rows.id(row, "id", MemberId::new),
                        Rows.name(row, "labour", Labour.class),
                        Rows.name(row, "health", Health.class),
                        null,
                        null))
                .all();
    }

    Mono<Void> addStatus(HouseholdId household, Status status, LocalDate holdsFrom, AccountId by) {
        return database.sql(ADD_STATUS)
                .bind("household", household.value())
                .bind("status", status.name())
                .bind("holdsFrom", holdsFrom)
                .bind("by", by.value())
                .then();
    }

    Mono<StatusRecord> statusOn(HouseholdId household, LocalDate day, Instant knownAt) {
        return database.sql(STATUS_ON)
                .bind("household", household.value())
                .bind("day", day)
                .bind("knownAt", knownAt)
                .map(HouseholdStore::status)
                .one();
    }

    Flux<StatusRecord> statuses(HouseholdId household) {
        return database.sql(STATUSES)
                .bind("household", household.value())
                .map(HouseholdStore::status)
                .all();
    }

    private static StatusRecord status(Readable row) {
        return new StatusRecord(
                Rows.name(row, "status", Status.class), Rows.day(row, "holds_from"), Rows.time(row, "recorded_at"));
    }

    Mono<Long> recordUnmasking(MemberId member, AccountId account, String reason) {
        return database.sql(RECORD_UNMASKING)
                .bind("id", Uuids.next())
                .bind("person", member.value())
                .bind("account", account.value())
                .bind("reason", reason)
                .fetch()
                .rowsUpdated();
    }
}
