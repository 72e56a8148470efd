package org.livelihood.platform.miniprogram;

import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class OpenidStore {

    private static final String ACCOUNT_OF = """
            SELECT account_id FROM miniprogram_openid WHERE openid_index = :index""";

    private static final String OF_ACCOUNT = """
            SELECT id, openid FROM miniprogram_openid WHERE account_id = :account""";

    private static final String ADD = """
            INSERT INTO miniprogram_openid (id, account_id, openid_index, openid)
            VALUES (:id, :account, :index, :openid)
            ON CONFLICT DO NOTHING""";

    private static final String MOVE = """
            UPDATE miniprogram_openid SET account_id = :to WHERE account_id = :from""";

    private final DatabaseClient database;

    OpenidStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param id to which the openid is sealed */
    record Sealed(UUID id, byte[] openid) {}

    Mono<AccountId> accountOf(byte[] index) {
        return database.sql(ACCOUNT_OF)
                .bind("index", index)
                .map(row -> Rows.id(row, "account_id", AccountId::new))
                .one();
    }

    Mono<Sealed> ofAccount(AccountId account) {
        return database.sql(OF_ACCOUNT)
                .bind("account", account.value())
                .map(row -> new Sealed(Rows.uuid(row, "id"), Rows.required(row, "openid", byte[].class)))
                .one();
    }

    Mono<Void> add(AccountId account, byte[] index, Sealed sealed) {
        return database.sql(ADD)
                .bind("id", sealed.id())
                .bind("account", account.value())
                .bind("index", index)
                .bind("openid", sealed.openid())
                .then();
    }

    /** False when the account has none. */
    Mono<Boolean> move(AccountId from, AccountId to) {
        return database.sql(MOVE)
                .bind("from", from.value())
                .bind("to", to.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
