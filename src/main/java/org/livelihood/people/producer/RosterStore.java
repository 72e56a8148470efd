package org.livelihood.people.producer;

import java.time.LocalDate;
import java.util.UUID;
import org.livelihood.people.producer.ProducerController.MembershipBody;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class RosterStore {

    private static final String STANDS = """
            SELECT EXISTS (
                   SELECT FROM producer_membership
                    WHERE producer_id = :producer AND person_id = :person AND kind = :kind AND holds_from = :from
                      AND holds_until IS NOT DISTINCT FROM :until AND contract_months = :months) AS stands""";

    private final DatabaseClient database;

    RosterStore(DatabaseClient database) {
        this.database = database;
    }

    /** Whether the person has just this membership. */
    Mono<Boolean> stands(ProducerId producer, UUID person, MembershipBody row) {
        return database.sql(STANDS)
                .bind("producer", producer.value())
                .bind("person", person)
                .bind("kind", row.kind().name())
                .bind("from", row.from())
                .bind("until", Parameter.fromOrEmpty(row.until(), LocalDate.class))
                .bind("months", row.contractMonths())
                .map(found -> Rows.flag(found, "stands"))
                .one();
    }
}
