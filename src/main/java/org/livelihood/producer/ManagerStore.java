package org.livelihood.producer;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class ManagerStore {

    private static final String ADD = """
            INSERT INTO producer_manager (producer_id, person_id, recorded_by) VALUES (:producer, :person, :by)
                ON CONFLICT DO NOTHING""";

    private static final String AMONG = """
            SELECT DISTINCT person_id FROM producer_manager WHERE person_id = ANY(:persons)""";

    private final DatabaseClient database;

    ManagerStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(ProducerId producer, UUID person, AccountId by) {
        return database.sql(ADD)
                .bind("producer", producer.value())
                .bind("person", person)
                .bind("by", by.value())
                .then();
    }

    Mono<Set<UUID>> among(Collection<UUID> persons) {
        return database.sql(AMONG)
                .bind("persons", persons.toArray(UUID[]::new))
                .map(row -> Objects.requireNonNull(row.get("person_id", UUID.class)))
                .all()
                .collect(Collectors.toSet());
    }
}
