package org.livelihood.goods.lot;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.livelihood.goods.lotgraph.FreeUnits;
import org.livelihood.goods.lotgraph.LotEdge;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The graph of lots: what each was made of. */
@Repository
class SourceStore {

    private static final String COLUMNS = """
            producer_id, lot_id, seq, source_producer_id, source_lot_id, CAST(numbers AS text) AS numbers, delivery_id,
            price_fen""";

    private static final String UP = """
            WITH RECURSIVE up AS (
              SELECT s.* FROM lot_source s WHERE s.producer_id = :producer AND s.lot_id = ANY(:lots)
              UNION
              SELECT s.* FROM up JOIN lot_source s ON (s.producer_id, s.lot_id)
                                                    = (up.source_producer_id, up.source_lot_id)
            )
            SELECT %s FROM up ORDER BY lot_id, seq""".formatted(COLUMNS);

    private static final String DOWN = """
            WITH RECURSIVE down AS (
              SELECT s.* FROM lot_source s WHERE s.source_producer_id = :producer AND s.source_lot_id = ANY(:lots)
              UNION
              SELECT s.* FROM down JOIN lot_source s ON (s.source_producer_id, s.source_lot_id)
                                                      = (down.producer_id, down.lot_id)
            )
            SELECT %s FROM down ORDER BY lot_id, seq""".formatted(COLUMNS);

    private static final String ADD = """
            INSERT INTO lot_source (producer_id, lot_id, seq, source_producer_id, source_lot_id, numbers, delivery_id,
                                    price_fen)
            SELECT :producer, :lot, seq, source_producer_id, source_lot_id, CAST(numbers AS int8multirange),
                   delivery_id, price_fen
              FROM unnest(:seqs, :sourceProducers, :sourceLots, :numbers, :deliveries, :prices)
                AS s (seq, source_producer_id, source_lot_id, numbers, delivery_id, price_fen)""";

    private final DatabaseClient database;

    SourceStore(DatabaseClient database) {
        this.database = database;
    }

    /** All that these lots were made of, through any depth. */
    Flux<LotEdge> up(ProducerId producer, Collection<LotId> lots) {
        return edges(UP, producer, lots);
    }

    /** All that was made of these lots, through any depth. */
    Flux<LotEdge> down(ProducerId producer, Collection<LotId> lots) {
        return edges(DOWN, producer, lots);
    }

    private Flux<LotEdge> edges(String sql, ProducerId producer, Collection<LotId> lots) {
        return database.sql(sql)
                .bind("producer", producer.value())
                .bind("lots", lots.stream().map(LotId::value).toArray(UUID[]::new))
                .map(SourceStore::edge)
                .all();
    }

    private static LotEdge edge(Readable row) {
        LotId source = Rows.id(row, "source_lot_id", LotId::new);
        return new LotEdge(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "lot_id", LotId::new),
                Rows.id(row, "source_producer_id", ProducerId::new),
                source,
                FreeUnits.parseRanges(source, Rows.text(row, "numbers")),
                row.get("delivery_id", UUID.class),
                Rows.moneyOrNull(row, "price_fen"));
    }

    /** All edges lead to one lot. */
    Mono<Void> add(List<LotEdge> edges) {
        UUID[] deliveries = new UUID[edges.size()];
        Long[] prices = new Long[edges.size()];
        for (int i = 0; i < deliveries.length; i++) {
            Money price = edges.get(i).price();
            deliveries[i] = edges.get(i).delivery();
            prices[i] = price == null ? null : price.fen();
        }
        return database.sql(ADD)
                .bind("producer", edges.get(0).producer().value())
                .bind("lot", edges.get(0).lot().value())
                .bind("seqs", IntStream.range(0, deliveries.length).boxed().toArray(Integer[]::new))
                .bind(
                        "sourceProducers",
                        edges.stream()
                                .map(edge -> edge.sourceProducer().value())
                                .toArray(UUID[]::new))
                .bind(
                        "sourceLots",
                        edges.stream().map(edge -> edge.source().value()).toArray(UUID[]::new))
                .bind(
                        "numbers",
                        edges.stream()
                                .map(edge -> FreeUnits.text(edge.numbers()))
                                .toArray(String[]::new))
                .bind("deliveries", deliveries)
                .bind("prices", prices)
                .then();
    }
}
