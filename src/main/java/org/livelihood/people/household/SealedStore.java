package org.livelihood.people.household;

import io.r2dbc.spi.Readable;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.vault.Vault;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Reads sealed fields to see whether they open. */
@Repository
class SealedStore {

    static final int PAGE = 500;

    private static final String VAULT = "household_vault";
    private static final String PAYEE = "household_payee";
    private static final String ID_NUMBER = "id_number";
    private static final String ACCOUNT = "bank_account";

    private static final String PERSONS = """
            SELECT person_id AS id, name, id_number, phone, bank_account, id_index AS blind
              FROM household_vault
             WHERE person_id > :after
             ORDER BY person_id
             LIMIT :limit""";

    private static final String PAYEES = """
            SELECT id, bank_account, account_index AS blind
              FROM household_payee
             WHERE id > :after
             ORDER BY id
             LIMIT :limit""";

    private final DatabaseClient database;
    private final Vault vault;

    SealedStore(DatabaseClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** @param sound whether all fields open, and the indexed one is what the index was made of */
    record Opened(UUID id, boolean sound) {}

    Flux<Opened> persons(UUID after) {
        return read(PERSONS, after, VAULT, ID_NUMBER, List.of("name", "phone", ACCOUNT));
    }

    Flux<Opened> payees(UUID after) {
        return read(PAYEES, after, PAYEE, ACCOUNT, List.of());
    }

    private Flux<Opened> read(String query, UUID after, String table, String indexed, List<String> others) {
        return database.sql(query)
                .bind("after", after)
                .bind("limit", PAGE)
                .map(row -> opened(row, table, indexed, others))
                .all();
    }

    private Opened opened(Readable row, String table, String indexed, List<String> others) {
        UUID id = Rows.uuid(row, "id");
        byte[] blind = Rows.required(row, "blind", byte[].class);
        try {
            String number = open(table, indexed, id, row.get(indexed, byte[].class));
            others.forEach(column -> open(table, column, id, row.get(column, byte[].class)));
            return new Opened(id, number != null && MessageDigest.isEqual(blind, vault.blindIndex(indexed, number)));
        } catch (IllegalStateException | IllegalArgumentException closed) {
            return new Opened(id, false);
        }
    }

    private @Nullable String open(String table, String column, UUID id, byte @Nullable [] sealed) {
        return sealed == null ? null : vault.decrypt(table, column, id, sealed);
    }
}
