package org.livelihood.lot;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.livelihood.linkage.Work;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class WorksStore {

    private static final String DELIVERED = """
            SELECT c.party_kind, c.party_id, CAST(sum(c.units) AS bigint) AS units
              FROM lot_contribution c
              JOIN lot l ON l.producer_id = c.producer_id AND l.id = c.lot_id
             WHERE c.producer_id = :producer AND l.agreement_id = :agreement AND l.status = 'SEALED'
               AND c.kind = 'DELIVERY' AND c.party_kind IN ('HOUSEHOLD', 'WORKER')
               AND c.worked_on BETWEEN :from AND :to
             GROUP BY c.party_kind, c.party_id
            HAVING sum(c.units) > 0
             ORDER BY c.party_id""";

    private static final String MINUTES = """
            SELECT party_kind, party_id, CAST(sum(units) AS bigint) AS units
              FROM lot_contribution
             WHERE producer_id = :producer AND lot_id = ANY(:lots) AND unit = 'MINUTE'
               AND party_kind IN ('HOUSEHOLD', 'WORKER')
             GROUP BY party_kind, party_id
            HAVING sum(units) > 0""";

    private static final String LOTS_UNDER = """
            SELECT id FROM lot
             WHERE producer_id = :producer AND agreement_id = :agreement AND status = 'SEALED'""";

    private final DatabaseClient database;

    WorksStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<Work>> delivered(ProducerId producer, AgreementId agreement, LocalDate from, LocalDate to) {
        return database.sql(DELIVERED)
                .bind("producer", producer.value())
                .bind("agreement", agreement.value())
                .bind("from", from)
                .bind("to", to)
                .map(row -> new Work(
                        LotStore.party(row),
                        Work.Kind.DELIVERY,
                        "",
                        Objects.requireNonNull(row.get("units", Long.class))))
                .all()
                .collectList();
    }

    Mono<Map<Party, Long>> minutes(ProducerId producer, Collection<LotId> lots) {
        return database.sql(MINUTES)
                .bind("producer", producer.value())
                .bind("lots", lots.stream().map(LotId::value).toArray(UUID[]::new))
                .map(row -> Map.entry(LotStore.party(row), Objects.requireNonNull(row.get("units", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<List<LotId>> lotsUnder(ProducerId producer, AgreementId agreement) {
        return database.sql(LOTS_UNDER)
                .bind("producer", producer.value())
                .bind("agreement", agreement.value())
                .map(row -> new LotId(Objects.requireNonNull(row.get("id", UUID.class))))
                .all()
                .collectList();
    }
}
