package org.livelihood.account.access;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Reads what other modules recorded of each look into personal data. */
@Repository
class UnmaskingStore {

    private static final String LIST = """
            SELECT *
              FROM (SELECT id, 'MEMBER' AS kind, household_id, person_id AS subject, account_id, reason,
                           recorded_at AS seen_at
                      FROM household_look
                     UNION ALL
                    SELECT id, 'DOCUMENT', household_id, report_id, account_id, reason, recorded_at
                      FROM statement_document_look
                     UNION ALL
                    SELECT id, 'BANK_FILE', household_id, item_id, given_to, NULL, given_at
                      FROM payout_bank_file_look) seen
             WHERE (CAST(:household AS uuid) IS NULL OR household_id = :household)
               AND (id, subject) > (:after, :afterSubject)
             ORDER BY id, subject
             LIMIT :limit""";

    private final DatabaseClient database;

    UnmaskingStore(DatabaseClient database) {
        this.database = database;
    }

    /** In the order in which they were recorded, of one household or of all. */
    Flux<Unmasking> list(@Nullable HouseholdId household, UUID after, UUID afterSubject, int limit) {
        return database.sql(LIST)
                .bind("household", Parameter.fromOrEmpty(household == null ? null : household.value(), UUID.class))
                .bind("after", after)
                .bind("afterSubject", afterSubject)
                .bind("limit", limit)
                .map(UnmaskingStore::unmasking)
                .all();
    }

    private static Unmasking unmasking(Readable row) {
        return new Unmasking(
                Rows.uuid(row, "id"),
                Rows.name(row, "kind", Unmasking.Kind.class),
                Rows.id(row, "household_id", HouseholdId::new),
                Rows.uuid(row, "subject"),
                Rows.id(row, "account_id", AccountId::new),
                row.get("reason", String.class),
                Rows.time(row, "seen_at"));
    }
}
