package org.livelihood.income.attribution;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class MarginStore {

    private static final String OF = """
            SELECT margin.line_id, CAST(sum(margin.amount_fen) AS bigint) AS margin_fen
              FROM (SELECT line.line_id, part.amount_fen
                      FROM attribution_line line
                      JOIN attribution_part part
                        ON part.producer_id = line.producer_id AND part.line_id = line.line_id
                     WHERE line.producer_id = :producer AND line.paid_at >= :from AND line.paid_at < :to
                       AND part.party_kind = 'PRODUCER' AND part.basis = 'REST'
                       AND EXISTS (SELECT FROM attribution_units u
                                    WHERE u.producer_id = line.producer_id AND u.line_id = line.line_id
                                      AND u.revision = line.revision AND u.lot_id = ANY(:lots))
                     UNION ALL
                    SELECT line.line_id, part.amount_fen
                      FROM attribution_part part
                      JOIN attribution_line line
                        ON line.producer_id = part.producer_id AND line.line_id = part.line_id
                     WHERE part.basis = 'DELIVERY_MARGIN' AND part.party_kind = 'PRODUCER'
                       AND part.party_id = :producer AND part.lot_id = ANY(:receivers)
                       AND line.paid_at >= :from AND line.paid_at < :to) margin
             GROUP BY margin.line_id
            HAVING sum(margin.amount_fen) > 0
             ORDER BY margin.line_id""";

    private final DatabaseClient database;

    MarginStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<LineMargin>> of(
            ProducerId producer, Collection<LotId> lots, Collection<LotId> receivers, Instant from, Instant to) {
        return database.sql(OF)
                .bind("producer", producer.value())
                .bind("from", from)
                .bind("to", to)
                .bind("lots", Columns.uuids(lots, LotId::value))
                .bind("receivers", Columns.uuids(receivers, LotId::value))
                .map(row -> new LineMargin(row.get("line_id", UUID.class), row.get("margin_fen", Long.class)))
                .all()
                .collectList();
    }
}
