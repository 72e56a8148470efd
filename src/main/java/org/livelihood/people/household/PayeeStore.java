package org.livelihood.people.household;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.vault.Vault;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Payees' bank accounts, sealed like all that names a person. */
@Repository
class PayeeStore {

    private static final String TABLE = "household_payee";
    private static final String ACCOUNT = "bank_account";

    private static final String ADD = """
            INSERT INTO household_payee (id, party_kind, party_id, person_id, bank_account, account_index, proposed_by)
            VALUES (:id, :kind, :party, :person, :account, :index, :by)""";

    private static final String LOCK = """
            SELECT party_kind, party_id, person_id, proposed_by, confirmed_at IS NOT NULL AS confirmed
              FROM household_payee
             WHERE id = :id
               FOR UPDATE""";

    private static final String CONFIRM = """
            UPDATE household_payee SET confirmed_by = :by, confirmed_at = :at WHERE id = :id""";

    private static final String OF = """
            SELECT p.id, p.party_kind, p.party_id, p.person_id,
                   EXISTS (SELECT FROM household_payee o
                            WHERE o.account_index = p.account_index AND o.party_id <> p.party_id
                              AND o.confirmed_at IS NOT NULL
                              AND NOT EXISTS (SELECT FROM household_payee n
                                               WHERE n.party_id = o.party_id
                                                 AND (n.confirmed_at, n.id) > (o.confirmed_at, o.id))) AS shared
              FROM unnest(:parties) AS party
             CROSS JOIN LATERAL (SELECT * FROM household_payee c
                                  WHERE c.party_id = party AND c.confirmed_at IS NOT NULL
                                  ORDER BY c.confirmed_at DESC, c.id DESC
                                  LIMIT 1) p
             WHERE household_is_payee(p.party_kind, p.party_id, p.person_id, :day, 'infinity')""";

    private static final String SHARING = """
            WITH own AS (
              SELECT DISTINCT ON (party_id) party_id, account_index
                FROM household_payee
               WHERE party_id = ANY(:parties) AND confirmed_at IS NOT NULL
               ORDER BY party_id, confirmed_at DESC, id DESC)
            SELECT own.party_id, other.party_id AS other_id
              FROM own
              JOIN household_payee other ON other.account_index = own.account_index AND other.party_id <> own.party_id
             WHERE other.confirmed_at IS NOT NULL
               AND NOT EXISTS (SELECT FROM household_payee later
                                WHERE later.party_id = other.party_id AND later.confirmed_at IS NOT NULL
                                  AND (later.confirmed_at, later.id) > (other.confirmed_at, other.id))""";

    private static final String MAY_BE = """
            SELECT household_is_payee(:kind, :party, :person, :day, 'infinity') AS may""";

    private static final String ACCOUNTS = """
            SELECT id, person_id, bank_account FROM household_payee WHERE id = ANY(:ids)""";

    private final DatabaseClient database;
    private final Vault vault;

    PayeeStore(DatabaseClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    Mono<Void> add(UUID id, Party party, UUID person, String account, AccountId by) {
        return database.sql(ADD)
                .bind("id", id)
                .bind("kind", party.kind().name())
                .bind("party", party.id())
                .bind("person", person)
                .bind("account", vault.encrypt(TABLE, ACCOUNT, id, account))
                .bind("index", vault.blindIndex(ACCOUNT, account))
                .bind("by", by.value())
                .then();
    }

    record Change(Party party, UUID person, UUID proposedBy, boolean confirmed) {}

    Mono<Change> lock(UUID id) {
        return database.sql(LOCK)
                .bind("id", id)
                .map(row -> new Change(
                        Rows.party(row),
                        Rows.uuid(row, "person_id"),
                        Rows.uuid(row, "proposed_by"),
                        Boolean.TRUE.equals(row.get("confirmed", Boolean.class))))
                .one();
    }

    Mono<Void> confirm(UUID id, AccountId by, Instant at) {
        return database.sql(CONFIRM)
                .bind("id", id)
                .bind("by", by.value())
                .bind("at", at)
                .then();
    }

    Mono<Boolean> mayBe(Party party, UUID person, LocalDate day) {
        return database.sql(MAY_BE)
                .bind("kind", party.kind().name())
                .bind("party", party.id())
                .bind("person", person)
                .bind("day", day)
                .map(row -> Rows.flag(row, "may"))
                .one();
    }

    /** The payees confirmed last, of parties to whom these belong on the day. */
    Flux<Payee> of(Collection<Party> parties, LocalDate day) {
        return database.sql(OF)
                .bind("day", day)
                .bind("parties", parties.stream().map(Party::id).distinct().toArray(UUID[]::new))
                .map(row -> new Payee(
                        Rows.uuid(row, "id"),
                        Rows.party(row),
                        Rows.uuid(row, "person_id"),
                        Boolean.TRUE.equals(row.get("shared", Boolean.class))))
                .all();
    }

    /** Those of the parties whose account is also another one's of them. */
    Flux<SharedAccount> sharing(Collection<UUID> parties) {
        return database.sql(SHARING)
                .bind("parties", parties.toArray(UUID[]::new))
                .map(row -> new SharedAccount(Rows.uuid(row, "party_id"), Rows.uuid(row, "other_id")))
                .all();
    }

    record SealedAccount(UUID payee, UUID person, byte[] number) {}

    Flux<SealedAccount> accounts(Collection<UUID> ids) {
        return database.sql(ACCOUNTS)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> new SealedAccount(
                        Rows.uuid(row, "id"), Rows.uuid(row, "person_id"), Rows.required(row, ACCOUNT, byte[].class)))
                .all();
    }

    String number(SealedAccount row) {
        return vault.decrypt(TABLE, ACCOUNT, row.payee(), row.number());
    }
}
