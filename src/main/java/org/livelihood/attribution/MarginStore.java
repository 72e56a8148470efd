package org.livelihood.attribution;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class MarginStore {

    private static final String OF = """
            SELECT line.line_id, CAST(sum(part.amount_fen) AS bigint) AS margin_fen
              FROM attribution_line line
              JOIN attribution_part part ON part.producer_id = line.producer_id AND part.line_id = line.line_id
             WHERE line.producer_id = :producer AND line.paid_at >= :from AND line.paid_at < :to
               AND part.party_kind = 'PRODUCER' AND part.basis = 'REST'
               AND EXISTS (SELECT FROM attribution_units u
                            WHERE u.producer_id = line.producer_id AND u.line_id = line.line_id
                              AND u.revision = line.revision AND u.lot_id = ANY(:lots))
             GROUP BY line.line_id
            HAVING sum(part.amount_fen) > 0
             ORDER BY line.line_id""";

    private final DatabaseClient database;

    MarginStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<Margins.Margin>> of(ProducerId producer, Collection<LotId> lots, Instant from, Instant to) {
        return database.sql(OF)
                .bind("producer", producer.value())
                .bind("from", from)
                .bind("to", to)
                .bind("lots", lots.stream().map(LotId::value).toArray(UUID[]::new))
                .map(row -> new Margins.Margin(row.get("line_id", UUID.class), row.get("margin_fen", Long.class)))
                .all()
                .collectList();
    }
}
