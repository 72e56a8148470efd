package org.livelihood.income.payout;

import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class RunStore {

    private static final String ADD = """
            INSERT INTO payout_run (id, closed_until, lines, sources) VALUES (:id, :until, :lines, :sources)""";

    private final DatabaseClient database;

    RunStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(UUID id, Instant until, int lines, int sources) {
        return database.sql(ADD)
                .bind("id", id)
                .bind("until", until)
                .bind("lines", lines)
                .bind("sources", sources)
                .then();
    }
}
