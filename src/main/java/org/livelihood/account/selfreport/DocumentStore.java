package org.livelihood.account.selfreport;

import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.vault.Vault;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Documents as the vault sealed them: a household's document once, however many reports it tells of. */
@Repository
class DocumentStore {

    private static final String TABLE = "statement_document";
    private static final String COLUMN = "sealed";

    private static final String ADD = """
            INSERT INTO statement_document (household_id, hash, id, type, sealed, recorded_by)
            VALUES (:household, :hash, :id, :type, :sealed, :by)
            ON CONFLICT (household_id, hash) DO NOTHING""";

    private static final String FIND = """
            SELECT id, type, sealed FROM statement_document WHERE household_id = :household AND hash = :hash""";

    private static final String RECORD_UNMASKING = """
            INSERT INTO statement_document_unmasking (id, document_id, report_id, account_id, reason)
            VALUES (:id, :document, :report, :account, :reason)""";

    private final DatabaseClient database;
    private final Vault vault;

    DocumentStore(DatabaseClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    Mono<Void> add(SelfReport report, StoredDocument document, AccountId by) {
        return database.sql(ADD)
                .bind("household", report.household().value())
                .bind("hash", report.content().document().hash())
                .bind("id", document.id())
                .bind("type", document.type())
                .bind("sealed", vault.encrypt(TABLE, COLUMN, document.id(), document.bytes()))
                .bind("by", by.value())
                .then();
    }

    Mono<StoredDocument> find(SelfReport report) {
        return database.sql(FIND)
                .bind("household", report.household().value())
                .bind("hash", report.content().document().hash())
                .map(row -> {
                    UUID id = Rows.uuid(row, "id");
                    byte[] sealed = Rows.required(row, "sealed", byte[].class);
                    String type = Rows.text(row, "type");
                    return new StoredDocument(id, type, vault.decryptBytes(TABLE, COLUMN, id, sealed));
                })
                .one();
    }

    Mono<Void> recordUnmasking(UUID document, UUID report, AccountId by, String reason) {
        return database.sql(RECORD_UNMASKING)
                .bind("id", Uuids.next())
                .bind("document", document)
                .bind("report", report)
                .bind("account", by.value())
                .bind("reason", reason)
                .then();
    }
}
