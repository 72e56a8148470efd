package org.livelihood.demo;

import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class DemoStepStore {

    private static final String FIND = """
            SELECT ref FROM demo_step WHERE step = :step""";

    private static final String ADD = """
            INSERT INTO demo_step (step, ref) VALUES (:step, :ref)""";

    private final DatabaseClient database;

    DemoStepStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<UUID> find(String step) {
        return database.sql(FIND)
                .bind("step", step)
                .map(row -> Rows.uuid(row, "ref"))
                .one();
    }

    Mono<UUID> add(String step, UUID ref) {
        return database.sql(ADD).bind("step", step).bind("ref", ref).then().thenReturn(ref);
    }
}
