package org.livelihood.account.audit;

import java.time.Duration;
import org.livelihood.platform.database.Turns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What bounds a check while it runs: its time, and that only one runs in the background. */
@Repository
class RunLimitStore {

    private static final String TIMEOUT = """
            SELECT set_config('statement_timeout', :timeout, true)""";

    private final DatabaseClient database;

    RunLimitStore(DatabaseClient database) {
        this.database = database;
    }

    /** Until the transaction ends, no statement takes longer. */
    Mono<Void> limitTime(Duration timeout) {
        return database.sql(TIMEOUT).bind("timeout", timeout.toMillis() + "ms").then();
    }

    /** Whether no other node runs a check in the background; until the transaction ends, none does. */
    Mono<Boolean> hold() {
        return Turns.tryToTake(database, "audit", "run");
    }
}
