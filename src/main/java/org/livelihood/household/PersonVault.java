package org.livelihood.household;

import io.r2dbc.spi.Readable;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.household.Household.Member;
import org.livelihood.household.Household.Person;
import org.livelihood.security.Vault;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The only place where names, ID numbers, phones and bank accounts lie: sealed, each in its own field. */
@Repository
class PersonVault {

    private static final String TABLE = "household_vault";
    private static final String ID_NUMBER = "id_number";

    private static final String PUT = """
            INSERT INTO household_vault (person_id, name, id_number, id_index, phone, bank_account)
            VALUES (:person, :name, :idNumber, :idIndex, :phone, :bankAccount)
            ON CONFLICT (id_index) DO NOTHING""";

    private static final String PUT_ALL = """
            INSERT INTO household_vault (person_id, name, id_number, id_index, phone, bank_account)
            SELECT person, decode(name, 'hex'), decode(id_number, 'hex'), decode(id_index, 'hex'), decode(phone, 'hex'),
                   decode(bank_account, 'hex')
              FROM unnest(:persons, :names, :idNumbers, :idIndexes, :phones, :bankAccounts)
                AS p (person, name, id_number, id_index, phone, bank_account)
            ON CONFLICT (id_index) DO NOTHING""";

    private static final String FIND = """
            SELECT person_id FROM household_vault WHERE id_index = :idIndex""";

    private static final String OPEN = """
            SELECT name, id_number, phone, bank_account FROM household_vault WHERE person_id = :person""";

    private final DatabaseClient database;
    private final Vault vault;

    PersonVault(DatabaseClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** False when the ID number is in the vault already. */
    Mono<Boolean> put(UUID person, Person data) {
        String number = data.idNumber().text();
        return database.sql(PUT)
                .bind("person", person)
                .bind("name", vault.encrypt(TABLE, "name", person, data.name()))
                .bind("idNumber", vault.encrypt(TABLE, ID_NUMBER, person, number))
                .bind("idIndex", vault.blindIndex(ID_NUMBER, number))
                .bind("phone", Parameter.fromOrEmpty(sealed("phone", person, data.phone()), byte[].class))
                .bind(
                        "bankAccount",
                        Parameter.fromOrEmpty(sealed("bank_account", person, data.bankAccount()), byte[].class))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** A person and the id that she gets. */
    record Entry(UUID person, Person data) {}

    /** How many were new. */
    Mono<Long> putAll(List<Entry> people) {
        return database.sql(PUT_ALL)
                .bind("persons", people.stream().map(Entry::person).toArray(UUID[]::new))
                .bind(
                        "names",
                        hex(
                                people,
                                entry -> sealed(
                                        "name", entry.person(), entry.data().name())))
                .bind(
                        "idNumbers",
                        hex(
                                people,
                                entry -> sealed(
                                        ID_NUMBER,
                                        entry.person(),
                                        entry.data().idNumber().text())))
                .bind(
                        "idIndexes",
                        hex(
                                people,
                                entry -> vault.blindIndex(
                                        ID_NUMBER, entry.data().idNumber().text())))
                .bind(
                        "phones",
                        hex(
                                people,
                                entry -> sealed(
                                        "phone", entry.person(), entry.data().phone())))
                .bind(
                        "bankAccounts",
                        hex(
                                people,
                                entry -> sealed(
                                        "bank_account",
                                        entry.person(),
                                        entry.data().bankAccount())))
                .fetch()
                .rowsUpdated();
    }

    private static String[] hex(List<Entry> people, Function<Entry, byte @Nullable []> column) {
        String[] texts = new String[people.size()];
        for (int i = 0; i < texts.length; i++) {
            byte[] bytes = column.apply(people.get(i));
            texts[i] = bytes == null ? null : HexFormat.of().formatHex(bytes);
        }
        return texts;
    }

    private byte @Nullable [] sealed(String column, UUID person, @Nullable String plain) {
        return plain == null ? null : vault.encrypt(TABLE, column, person, plain);
    }

    Mono<UUID> find(IdNumber number) {
        return database.sql(FIND)
                .bind("idIndex", vault.blindIndex(ID_NUMBER, number.text()))
                .map(row -> Objects.requireNonNull(row.get("person_id", UUID.class)))
                .one();
    }

    Mono<Person> open(UUID person) {
        return database.sql(OPEN)
                .bind("person", person)
                .map(row -> person(person, row))
                .one();
    }

    private Person person(UUID person, Readable row) {
        return new Person(
                Objects.requireNonNull(opened(person, row, "name")),
                new IdNumber(Objects.requireNonNull(opened(person, row, ID_NUMBER))),
                opened(person, row, "phone"),
                opened(person, row, "bank_account"));
    }

    private @Nullable String opened(UUID person, Readable row, String column) {
        byte[] sealed = row.get(column, byte[].class);
        return sealed == null ? null : vault.decrypt(TABLE, column, person, sealed);
    }

    /** The member with the first character of the name and a masked number. */
    Mono<Member> masked(Member member) {
        return open(member.id().value())
                .map(person -> new Member(
                        member.id(),
                        member.labour(),
                        member.health(),
                        person.name().substring(0, person.name().offsetByCodePoints(0, 1)) + "**",
                        IdNumber.masked(person.idNumber().text())))
                .defaultIfEmpty(member);
    }
}
