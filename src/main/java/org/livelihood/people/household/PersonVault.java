package org.livelihood.people.household;

import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Member;
import org.livelihood.people.household.Household.Person;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.vault.Vault;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The only place where names, ID numbers, phones and bank accounts lie: sealed, each in its own field. */
@Repository
class PersonVault {

    private static final String TABLE = "household_vault";
    private static final String FORMER = "household_former_name";
    private static final String ID_NUMBER = "id_number";

    private static final String PUT_ALL = """
            INSERT INTO household_vault (person_id, name, id_number, id_index, phone, bank_account)
            SELECT person, decode(name, 'hex'), decode(id_number, 'hex'), decode(id_index, 'hex'), decode(phone, 'hex'),
                   decode(bank_account, 'hex')
              FROM unnest(:persons, :names, :idNumbers, :idIndexes, :phones, :bankAccounts)
                AS p (person, name, id_number, id_index, phone, bank_account)
             ORDER BY id_index
            ON CONFLICT (id_index) DO NOTHING""";

    private static final String FIND_ALL = """
            SELECT person_id, id_index, name FROM household_vault
             WHERE id_index IN (SELECT decode(i, 'hex') FROM unnest(:idIndexes) AS i)""";

    private static final String RENAME = """
            UPDATE household_vault SET name = :name WHERE person_id = :person""";

    private static final String KEEP_FORMER = """
            INSERT INTO household_former_name (change_id, person_id, name) VALUES (:change, :person, :name)""";

    private static final String OPEN = """
            SELECT name, id_number, phone, bank_account FROM household_vault WHERE person_id = :person""";

    private final DatabaseClient database;
    private final Vault vault;

    PersonVault(DatabaseClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** A person and the id that she gets. */
    record Entry(UUID person, Person data) {}

    /** Enters those whose number is not known; the others are left as they stand. */
    Mono<Void> putAll(List<Entry> people) {
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
                .then();
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

    /** Who stands in the vault under a number. */
    record Found(UUID person, String name) {}

    /** Those of the numbers that are known, by number. */
    Mono<Map<String, Found>> findAll(List<IdNumber> numbers) {
        Map<String, String> byIndex = new HashMap<>();
        numbers.forEach(number ->
                byIndex.put(HexFormat.of().formatHex(vault.blindIndex(ID_NUMBER, number.text())), number.text()));
        return database.sql(FIND_ALL)
                .bind("idIndexes", byIndex.keySet().toArray(String[]::new))
                .map(row -> Map.entry(numberOf(byIndex, row), found(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static String numberOf(Map<String, String> byIndex, Readable row) {
        byte[] index = Rows.required(row, "id_index", byte[].class);
        return Objects.requireNonNull(byIndex.get(HexFormat.of().formatHex(index)));
    }

    private Found found(Readable row) {
        UUID person = Rows.uuid(row, "person_id");
        return new Found(person, Objects.requireNonNull(opened(person, row, "name")));
    }

    /** Corrects a name; what stood before is kept, sealed, with the change that says why. */
    Mono<Void> rename(UUID person, String name, UUID change) {
        return open(person)
                .flatMap(before -> database.sql(KEEP_FORMER)
                        .bind("change", change)
                        .bind("person", person)
                        .bind("name", vault.encrypt(FORMER, "name", change, before.name()))
                        .then())
                .then(database.sql(RENAME)
                        .bind("person", person)
                        .bind("name", vault.encrypt(TABLE, "name", person, name))
                        .then());
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
