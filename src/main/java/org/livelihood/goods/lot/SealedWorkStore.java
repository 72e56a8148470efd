package org.livelihood.goods.lot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class SealedWorkStore {

    private static final String DELIVERED = """
            SELECT c.party_kind, c.party_id, c.member_id, CAST(sum(c.units) AS bigint) AS units
              FROM lot_work c
              JOIN lot l ON l.producer_id = c.producer_id AND l.id = c.lot_id
             WHERE c.producer_id = :producer AND l.agreement_id = :agreement AND l.status = 'SEALED'
               AND c.kind = 'DELIVERY' AND c.party_kind IN ('HOUSEHOLD', 'WORKER')
               AND c.worked_on BETWEEN :from AND :to
             GROUP BY c.party_kind, c.party_id, c.member_id
            HAVING sum(c.units) > 0
             ORDER BY c.party_id, c.member_id""";

    private static final String WORKED_LOTS = """
            SELECT l.id FROM lot l
             WHERE l.producer_id = :producer AND l.status = 'SEALED'
               AND l.sealed_on <= :until AND (l.sealed_on > :after OR l.sealed_at >= :recordedAfter)
               AND EXISTS (SELECT FROM lot_contribution c
                            WHERE c.producer_id = l.producer_id AND c.lot_id = l.id AND c.kind = 'LABOUR')""";

    private static final String LABOUR = """
            SELECT party_kind, party_id,
                   CAST(coalesce(sum(units) FILTER (WHERE unit = 'MINUTE'), 0) AS bigint) AS minutes,
                   CAST(coalesce(sum(units) FILTER (WHERE unit = 'PIECE'), 0) AS bigint) AS pieces,
                   array_agg(DISTINCT person_id) AS persons
              FROM lot_work
             WHERE producer_id = :producer AND lot_id = ANY(:lots) AND kind = 'LABOUR' AND units > 0
             GROUP BY party_kind, party_id""";

    private static final String LOTS_UNDER = """
            SELECT id FROM lot
             WHERE producer_id = :producer AND agreement_id = :agreement AND status = 'SEALED'""";

    private static final String RECEIVERS = """
            SELECT DISTINCT s.lot_id AS id FROM lot l
              JOIN lot_source s ON s.source_producer_id = l.producer_id AND s.source_lot_id = l.id
             WHERE l.producer_id = :producer AND l.agreement_id = :agreement AND s.delivery_id IS NOT NULL""";

    private final DatabaseClient database;

    SealedWorkStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param member who delivered, where she was of a household and is known */
    record Delivered(Party party, @Nullable UUID member, long units) {

        /** Nobody where old entries know the household alone. */
        Stream<UUID> person() {
            return party.kind() == Party.Kind.WORKER ? Stream.of(party.id()) : Stream.ofNullable(member);
        }
    }

    /** By person. */
    Mono<List<Delivered>> delivered(ProducerId producer, AgreementId agreement, LocalDate from, LocalDate to) {
        return database.sql(DELIVERED)
                .bind("producer", producer.value())
                .bind("agreement", agreement.value())
                .bind("from", from)
                .bind("to", to)
                .map(row -> new Delivered(Rows.party(row), row.get("member_id", UUID.class), Rows.number(row, "units")))
                .all()
                .collectList();
    }

    Mono<List<LotId>> workedLots(
            ProducerId producer, LocalDate until, @Nullable LocalDate after, @Nullable Instant recordedAfter) {
        return database.sql(WORKED_LOTS)
                .bind("producer", producer.value())
                .bind("until", until)
                .bind("after", after == null ? LocalDate.EPOCH : after)
                .bind("recordedAfter", recordedAfter == null ? Instant.EPOCH : recordedAfter)
                .map(row -> Rows.id(row, "id", LotId::new))
                .all()
                .collectList();
    }

    Mono<Map<Party, SealedWork.Labour>> labour(ProducerId producer, Collection<LotId> lots) {
        return database.sql(LABOUR)
                .bind("producer", producer.value())
                .bind("lots", lots.stream().map(LotId::value).toArray(UUID[]::new))
                .map(row -> Map.entry(
                        Rows.party(row),
                        new SealedWork.Labour(
                                Rows.number(row, "minutes"),
                                Rows.number(row, "pieces"),
                                Set.of(Rows.required(row, "persons", UUID[].class)))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<List<LotId>> lotsUnder(ProducerId producer, AgreementId agreement) {
        return lots(LOTS_UNDER, producer, agreement);
    }

    Mono<List<LotId>> receivers(ProducerId producer, AgreementId agreement) {
        return lots(RECEIVERS, producer, agreement);
    }

    private Mono<List<LotId>> lots(String sql, ProducerId producer, AgreementId agreement) {
        return database.sql(sql)
                .bind("producer", producer.value())
                .bind("agreement", agreement.value())
                .map(row -> Rows.id(row, "id", LotId::new))
                .all()
                .collectList();
    }
}
