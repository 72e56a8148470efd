package org.livelihood.producer;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.HouseholdId;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.WorkerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class WorkerStore {

    private static final String BETWEEN = """
            SELECT household_id, CASE WHEN household_id IS NULL THEN person_id END AS worker_id,
                   array_agg(DISTINCT person_id) AS persons
              FROM producer_membership
             WHERE producer_id = :producer AND kind = 'WORKER'
               AND holds_from <= :to AND (holds_until IS NULL OR holds_until >= :from)
             GROUP BY 1, 2""";

    private final DatabaseClient database;

    WorkerStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Map<Party, Set<UUID>>> between(ProducerId producer, LocalDate from, LocalDate to) {
        return database.sql(BETWEEN)
                .bind("producer", producer.value())
                .bind("from", from)
                .bind("to", to)
                .map(row -> Map.entry(
                        party(row.get("household_id", UUID.class), row.get("worker_id", UUID.class)),
                        Set.of(Objects.requireNonNull(row.get("persons", UUID[].class)))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Party party(@Nullable UUID household, @Nullable UUID worker) {
        return household == null
                ? Party.of(new WorkerId(Objects.requireNonNull(worker)))
                : Party.of(new HouseholdId(household));
    }
}
