package org.livelihood.platform.miniprogram;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class CodeStore {

    private static final String USE = """
            INSERT INTO miniprogram_code (code_hash, used_at) VALUES (:hash, :now) ON CONFLICT DO NOTHING""";

    private static final String GIVE_BACK = """
            DELETE FROM miniprogram_code WHERE code_hash = :hash""";

    private static final String FORGET = """
            DELETE FROM miniprogram_code WHERE used_at < :before""";

    private final DatabaseClient database;

    CodeStore(DatabaseClient database) {
        this.database = database;
    }

    /** False for a code that was used before. */
    Mono<Boolean> use(byte[] hash, Instant now) {
        return database.sql(USE)
                .bind("hash", hash)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> giveBack(byte[] hash) {
        return database.sql(GIVE_BACK).bind("hash", hash).then();
    }

    Mono<Void> forget(Instant before) {
        return database.sql(FORGET).bind("before", before).then();
    }
}
