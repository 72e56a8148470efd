package org.livelihood.sale.address;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class AddressStore {

    private static final String COLUMNS = """
            SELECT id, region_code, recipient, phone, detail, by_default, version FROM address
            """;

    private static final String LIST = COLUMNS + """
             WHERE account_id = :account
             ORDER BY by_default DESC, id DESC""";

    private static final String FIND = COLUMNS + """
             WHERE account_id = :account AND id = :id""";

    private static final String COUNT = """
            SELECT count(*) AS addresses FROM address WHERE account_id = :account""";

    private static final String ADD = """
            INSERT INTO address (id, account_id, region_code, recipient, phone, detail, by_default)
            VALUES (:id, :account, :region, :recipient, :phone, :detail, false)""";

    private static final String CHANGE = """
            UPDATE address
               SET region_code = :region, recipient = :recipient, phone = :phone, detail = :detail,
                   version = version + 1
             WHERE account_id = :account AND id = :id""";

    private static final String DELETE = """
            DELETE FROM address WHERE account_id = :account AND id = :id""";

    private static final String NONE_BY_DEFAULT = """
            UPDATE address SET by_default = false, version = version + 1
             WHERE account_id = :account AND by_default AND id <> :id""";

    private static final String BY_DEFAULT = """
            UPDATE address SET by_default = true, version = version + 1
             WHERE account_id = :account AND id = :id AND NOT by_default""";

    private static final String NEWEST = """
            SELECT id FROM address WHERE account_id = :account ORDER BY id DESC LIMIT 1""";

    private static final String KEPT = """
            SELECT EXISTS (SELECT 1 FROM address WHERE account_id = :account) AS kept""";

    private final DatabaseClient database;
    private final SealedDestinations seals;

    AddressStore(DatabaseClient database, SealedDestinations seals) {
        this.database = database;
        this.seals = seals;
    }

    /** Changes of one book come one after the other: its size and its default stand in no row of their own. */
    Mono<Void> takeTurn(AccountId account) {
        return Turns.take(database, "address", account.toString());
    }

    Flux<Address> list(AccountId account) {
        return database.sql(LIST)
                .bind("account", account.value())
                .map(this::address)
                .all();
    }

    Mono<Address> find(AccountId account, AddressId id) {
        return of(FIND, account, id).map(this::address).one();
    }

    Mono<Long> count(AccountId account) {
        return database.sql(COUNT)
                .bind("account", account.value())
                .map(row -> Rows.number(row, "addresses"))
                .one();
    }

    Mono<Void> add(AccountId account, AddressId id, Destination to) {
        return write(ADD, account, id, to);
    }

    Mono<Void> change(AccountId account, AddressId id, Destination to) {
        return write(CHANGE, account, id, to);
    }

    private Mono<Void> write(String sql, AccountId account, AddressId id, Destination to) {
        SealedDestinations.Fields sealed = seals.sealed(SealedDestinations.BOOK, id.value(), to);
        return of(sql, account, id)
                .bind("region", to.regionCode())
                .bind("recipient", sealed.recipient())
                .bind("phone", sealed.phone())
                .bind("detail", sealed.detail())
                .then();
    }

    Mono<Void> delete(AccountId account, AddressId id) {
        return of(DELETE, account, id).then();
    }

    /** This one from now on; the index that allows one of them wants the former to step back first. */
    Mono<Void> makeDefault(AccountId account, AddressId id) {
        return of(NONE_BY_DEFAULT, account, id)
                .then()
                .then(of(BY_DEFAULT, account, id).then());
    }

    Mono<AddressId> newest(AccountId account) {
        return database.sql(NEWEST)
                .bind("account", account.value())
                .map(row -> Rows.id(row, "id", AddressId::new))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, AccountId account, AddressId id) {
        return database.sql(sql).bind("account", account.value()).bind("id", id.value());
    }

    private Address address(Readable row) {
        UUID id = Rows.uuid(row, "id");
        return new Address(
                new AddressId(id),
                seals.opened(SealedDestinations.BOOK, id, row),
                Rows.flag(row, "by_default"),
                Rows.integer(row, "version"));
    }

    Mono<Boolean> keepsFor(AccountId account) {
        return database.sql(KEPT)
                .bind("account", account.value())
                .map(row -> Rows.flag(row, "kept"))
                .one();
    }
}
