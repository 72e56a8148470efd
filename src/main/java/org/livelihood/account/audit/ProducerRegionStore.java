package org.livelihood.account.audit;

import java.util.List;
import java.util.UUID;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** In which regions producers are: officers check their own. */
@Repository
class ProducerRegionStore {

    private static final String PRODUCERS = """
            SELECT id FROM producer WHERE region_code LIKE :prefix || '%' ORDER BY id""";

    private static final String OF_PRODUCER = "SELECT region_code FROM producer WHERE id = :id";

    private final DatabaseClient database;

    ProducerRegionStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<UUID>> producersBelow(String prefix) {
        return database.sql(PRODUCERS)
                .bind("prefix", prefix)
                .mapValue(UUID.class)
                .all()
                .collectList();
    }

    Mono<String> regionOf(ProducerId producer) {
        return database.sql(OF_PRODUCER)
                .bind("id", producer.value())
                .mapValue(String.class)
                .one();
    }
}
