package org.livelihood.people.household;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Cards.Field;
import org.livelihood.people.household.Household.Health;
import org.livelihood.people.household.Household.Labour;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Changes of cards and members: each is kept, and the card shows what holds today. */
@Repository
class CardStore {

    private static final String ADD = """
            INSERT INTO household_change (id, subject_id, field, was, value, holds_from, reason, document, recorded_by)
            VALUES (:id, :subject, :field, :was, :value, :from, :reason, :document, :by)""";

    private static final String TODAY = """
              FROM household_fact_on(:subject, :field, :today, 'infinity') f WHERE id = :subject""";

    /** What the card or the member shows of a field that has a column. */
    private static final Map<Field, String> SHOW = Map.of(
            Field.VILLAGE, "UPDATE household SET village_code = f.value\n" + TODAY,
            Field.REGISTRY_NO, "UPDATE household SET registry_no = f.value\n" + TODAY,
            Field.ATTRIBUTE, "UPDATE household SET attribute = f.value\n" + TODAY,
            Field.CAUSES, """
            UPDATE household SET main_cause = split_part(f.value, ',', 1),
                                 other_causes = (string_to_array(f.value, ','))[2:]
            """ + TODAY,
            Field.LABOUR, "UPDATE household_member SET labour = f.value\n" + TODAY,
            Field.HEALTH, "UPDATE household_member SET health = f.value\n" + TODAY);

    private static final String MEMBER = """
            SELECT labour, health FROM household_member WHERE id = :member""";

    private static final String MERGED = """
            SELECT EXISTS (SELECT FROM household_change
                            WHERE subject_id = :household AND field = 'MERGED_INTO') AS merged""";

    private static final String OF = """
            SELECT subject_id, field, was, value, holds_from, CAST(NULL AS date) AS holds_until, reason, document,
                   recorded_by, recorded_at
              FROM household_change
             WHERE subject_id = :household
                OR subject_id IN (SELECT member_id FROM household_member_span WHERE household_id = :household)
             UNION ALL
            SELECT member_id, 'MEMBER', NULL, CASE WHEN void THEN 'VOID' ELSE 'BELONGS' END, holds_from, holds_until,
                   reason, document, recorded_by, recorded_at
              FROM household_member_span
             WHERE household_id = :household
             UNION ALL
            SELECT household_id, 'STATUS', NULL, status, holds_from, NULL, NULL, NULL, recorded_by, recorded_at
              FROM household_status
             WHERE household_id = :household
             ORDER BY recorded_at, field""";

    private final DatabaseClient database;

    CardStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param from null for from the first day on */
    record Change(
            UUID subject,
            Field field,
            @Nullable String was,
            @Nullable String value,
            @Nullable LocalDate from,
            CardChangeReason reason,
            String document) {}

    /** Keeps the change, and shows what holds of the field on a day, where there is something to show. */
    Mono<UUID> add(Change change, LocalDate today, AccountId by) {
        UUID id = Uuids.next();
        String show = SHOW.get(change.field());
        Mono<Void> kept = database.sql(ADD)
                .bind("id", id)
                .bind("subject", change.subject())
                .bind("field", change.field().name())
                .bind("was", Parameter.fromOrEmpty(change.was(), String.class))
                .bind("value", Parameter.fromOrEmpty(change.value(), String.class))
                .bind("from", Parameter.fromOrEmpty(change.from(), LocalDate.class))
                .bind("reason", change.reason().name())
                .bind("document", change.document())
                .bind("by", by.value())
                .then();
        return kept.then(show == null ? Mono.empty() : show(show, change, today))
                .thenReturn(id);
    }

    private Mono<Void> show(String show, Change change, LocalDate today) {
        return database.sql(show)
                .bind("subject", change.subject())
                .bind("field", change.field().name())
                .bind("today", today)
                .then();
    }

    /** How somebody works and how she is. */
    record Ability(Labour labour, Health health) {}

    Mono<Ability> abilityOf(UUID member) {
        return database.sql(MEMBER)
                .bind("member", member)
                .map(row -> new Ability(Rows.name(row, "labour", Labour.class), Rows.name(row, "health", Health.class)))
                .one();
    }

    Mono<Boolean> isMerged(HouseholdId household) {
        return database.sql(MERGED)
                .bind("household", household.value())
                .map(row -> Rows.flag(row, "merged"))
                .one();
    }

    Flux<CardEvent> of(HouseholdId household) {
        return database.sql(OF)
                .bind("household", household.value())
                .map(row -> new CardEvent(
                        Rows.uuid(row, "subject_id"),
                        Rows.text(row, "field"),
                        row.get("was", String.class),
                        row.get("value", String.class),
                        row.get("holds_from", LocalDate.class),
                        row.get("holds_until", LocalDate.class),
                        row.get("reason", String.class),
                        row.get("document", String.class),
                        Rows.id(row, "recorded_by", AccountId::new),
                        Rows.time(row, "recorded_at")))
                .all();
    }
}
