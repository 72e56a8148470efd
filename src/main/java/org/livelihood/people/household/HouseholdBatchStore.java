package org.livelihood.people.household;

import java.util.List;
import java.util.UUID;
import org.livelihood.people.household.Household.Card;
import org.livelihood.people.household.Household.Cause;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Enters many households with one statement a table. */
@Repository
class HouseholdBatchStore {

    private static final String ADD = """
            INSERT INTO household (id, registry_no, village_code, attribute, main_cause, other_causes)
            SELECT id, registry_no, village, attribute, main_cause, string_to_array(other_causes, ',')
              FROM unnest(:ids, :registryNos, :villages, :attributes, :mainCauses, :otherCauses)
                AS h (id, registry_no, village, attribute, main_cause, other_causes)
            ON CONFLICT (registry_no) DO NOTHING""";

    private static final String ADD_MEMBERS = """
            INSERT INTO household_member (id, labour, health)
            SELECT * FROM unnest(:ids, :labours, :healths)
            ON CONFLICT (id) DO NOTHING""";

    private static final String ADD_STATUSES = """
            INSERT INTO household_status (household_id, status, holds_from, recorded_by)
            SELECT household, status, CAST(holds_from AS date), :by
              FROM unnest(:households, :statuses, :days) AS s (household, status, holds_from)""";

    private final DatabaseClient database;

    HouseholdBatchStore(DatabaseClient database) {
        this.database = database;
    }

    /** A household to enter, with the id that it gets. */
    record Row(HouseholdId id, Card card) {}

    record MemberRow(UUID id, NewMember content) {}

    record StatusRow(UUID household, StatusSince content) {}

    /** How many were new. */
    Mono<Long> add(List<Row> rows) {
        return database.sql(ADD)
                .bind("ids", Columns.uuids(rows, row -> row.id().value()))
                .bind("registryNos", Columns.texts(rows, row -> row.card().registryNo()))
                .bind("villages", Columns.texts(rows, row -> row.card().villageCode()))
                .bind("attributes", Columns.texts(rows, row -> row.card().attribute()))
                .bind("mainCauses", Columns.texts(rows, row -> row.card().mainCause()))
                .bind(
                        "otherCauses",
                        Columns.texts(rows, row -> joined(row.card().otherCauses())))
                .fetch()
                .rowsUpdated();
    }

    private static String joined(List<Cause> causes) {
        return String.join(",", causes.stream().map(Cause::name).toList());
    }

    /** Who was a member of some household before is known already, and stays as she was known. */
    Mono<Void> addMembers(List<MemberRow> rows) {
        return database.sql(ADD_MEMBERS)
                .bind("ids", Columns.uuids(rows, MemberRow::id))
                .bind("labours", Columns.texts(rows, row -> row.content().labour()))
                .bind("healths", Columns.texts(rows, row -> row.content().health()))
                .then();
    }

    Mono<Void> addStatuses(List<StatusRow> rows, AccountId by) {
        return database.sql(ADD_STATUSES)
                .bind("households", Columns.uuids(rows, StatusRow::household))
                .bind("statuses", Columns.texts(rows, row -> row.content().status()))
                .bind("days", Columns.texts(rows, row -> row.content().holdsFrom()))
                .bind("by", by.value())
                .then();
    }
}
