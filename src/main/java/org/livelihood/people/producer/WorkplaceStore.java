package org.livelihood.people.producer;

import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.livelihood.people.household.Workplaces;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.security.ProducerRegions;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

@Repository
class WorkplaceStore implements Workplaces, ProducerRegions {

    private static final String REGIONS = """
            SELECT DISTINCT p.region_code
              FROM producer_membership m
              JOIN producer p ON p.id = m.producer_id
             WHERE m.person_id = :person AND p.status = 'APPROVED'
               AND m.holds_from <= :day AND (m.holds_until IS NULL OR m.holds_until >= :day)""";

    private static final String REGIONS_OF_PRODUCERS = """
            SELECT DISTINCT region_code FROM producer WHERE id = ANY(:producers)""";

    private static final String BELOW = """
            SELECT id FROM producer WHERE starts_with(region_code, :prefix) ORDER BY id""";

    private final DatabaseClient database;

    WorkplaceStore(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<String> regionsOf(UUID person, LocalDate day) {
        return database.sql(REGIONS)
                .bind("person", person)
                .bind("day", day)
                .map(row -> Rows.text(row, "region_code"))
                .all();
    }

    @Override
    public Flux<String> regionsOf(Collection<ProducerId> producers) {
        return database.sql(REGIONS_OF_PRODUCERS)
                .bind("producers", producers.stream().map(ProducerId::value).toArray(UUID[]::new))
                .map(row -> Rows.text(row, "region_code"))
                .all();
    }

    @Override
    public Flux<ProducerId> producersBelow(String prefix) {
        return database.sql(BELOW)
                .bind("prefix", prefix)
                .map(row -> Rows.id(row, "id", ProducerId::new))
                .all();
    }
}
