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
              FROM (SELECT u.id, 'MEMBER' AS kind, m.household_id, u.person_id AS subject, u.account_id, u.reason,
                           u.recorded_at AS seen_at
                      FROM household_unmasking u
                      JOIN LATERAL (SELECT s.household_id
                                      FROM household_member_span s
                                     WHERE s.member_id = u.person_id AND s.household_id IS NOT NULL
                                     ORDER BY s.recorded_at <= u.recorded_at DESC, s.recorded_at DESC
                                     LIMIT 1) m ON true
                     UNION ALL
                    SELECT d.id, 'DOCUMENT', r.household_id, d.report_id, d.account_id, d.reason, d.recorded_at
                      FROM statement_document_unmasking d
                      JOIN statement_report r ON r.id = d.report_id
                     UNION ALL
                    SELECT f.id, 'BANK_FILE', i.party_id, i.id, f.given_to, NULL, f.given_at
                      FROM payout_bank_file f
                      JOIN payout_item i ON (i.producer_id, i.batch_id) = (f.producer_id, f.batch_id)
                     WHERE i.party_kind = 'HOUSEHOLD') seen
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
