package org.livelihood.platform.miniprogram;

import java.time.Instant;
import java.util.HexFormat;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class PhoneStore {

    private static final String OWNER = """
            SELECT account_id, proven_at FROM miniprogram_phone WHERE phone_index = :index""";

    private static final String PUT = """
            INSERT INTO miniprogram_phone (account_id, phone_index, phone, proven_at)
            VALUES (:account, :index, :phone, :now)
            ON CONFLICT (account_id) DO UPDATE
               SET phone_index = excluded.phone_index, phone = excluded.phone, proven_at = excluded.proven_at""";

    private static final String FORGET = """
            DELETE FROM miniprogram_phone WHERE account_id = :account""";

    private final DatabaseClient database;

    PhoneStore(DatabaseClient database) {
        this.database = database;
    }

    record Owner(AccountId account, Instant provenAt) {}

    /** Who proves the same phone at the same moment waits until the transaction ends. */
    Mono<Void> lock(byte[] index) {
        return Turns.take(database, "proven phone", HexFormat.of().formatHex(index));
    }

    Mono<Owner> owner(byte[] index) {
        return database.sql(OWNER)
                .bind("index", index)
                .map(row -> new Owner(Rows.id(row, "account_id", AccountId::new), Rows.time(row, "proven_at")))
                .one();
    }

    /** The account's phone, in place of one that it had. */
    Mono<Void> put(AccountId account, byte[] index, byte[] sealed, Instant now) {
        return database.sql(PUT)
                .bind("account", account.value())
                .bind("index", index)
                .bind("phone", sealed)
                .bind("now", now)
                .then();
    }

    Mono<Void> forget(AccountId account) {
        return database.sql(FORGET).bind("account", account.value()).then();
    }
}
