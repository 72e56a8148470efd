package org.livelihood.account.trace;

import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.OrderLineId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which regions households and sales touch: officers read what touches theirs. */
@Repository
class TerritoryStore {

    private static final String OF_HOUSEHOLD = "SELECT village_code FROM household WHERE id = :id";

    private static final String OF_LINE = """
            SELECT p.region_code
              FROM attribution_line line JOIN producer p ON p.id = line.producer_id
             WHERE line.line_id = :id
             UNION
            SELECT h.village_code
              FROM attribution_line line
              JOIN attribution_part part ON part.producer_id = line.producer_id AND part.line_id = line.line_id
              JOIN household h ON h.id = part.party_id
             WHERE line.line_id = :id AND part.party_kind = 'HOUSEHOLD'""";

    private final DatabaseClient database;

    TerritoryStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<String> villageOf(HouseholdId household) {
        return database.sql(OF_HOUSEHOLD)
                .bind("id", household.value())
                .mapValue(String.class)
                .one();
    }

    /** The producer's region and the villages of the households that have a part of the sale. */
    Flux<String> regionsOf(OrderLineId line) {
        return database.sql(OF_LINE)
                .bind("id", line.value())
                .mapValue(String.class)
                .all();
    }
}
