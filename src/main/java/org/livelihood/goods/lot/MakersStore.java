package org.livelihood.goods.lot;

import java.util.Collection;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class MakersStore {

    /** Over all that went into a lot, of other producers too; what was corrected to nothing does not count. */
    private static final String HOUSEHOLDS = """
            WITH RECURSIVE made AS (
              SELECT producer_id, id AS lot_id FROM lot
               WHERE producer_id = :producer AND sku_id = ANY (:skus) AND status = 'SEALED'
              UNION
              SELECT s.source_producer_id, s.source_lot_id
                FROM made JOIN lot_source s ON (s.producer_id, s.lot_id) = (made.producer_id, made.lot_id)
            )
            SELECT count(*) AS households
              FROM (SELECT c.party_id
                      FROM made
                      JOIN lot_contribution c ON (c.producer_id, c.lot_id) = (made.producer_id, made.lot_id)
                     WHERE c.party_kind = 'HOUSEHOLD'
                     GROUP BY c.party_id
                    HAVING sum(c.units) > 0) households""";

    private final DatabaseClient database;

    MakersStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Long> households(ProducerId producer, Collection<SkuId> skus) {
        return database.sql(HOUSEHOLDS)
                .bind("producer", producer.value())
                .bind("skus", skus.stream().map(SkuId::value).toArray(UUID[]::new))
                .map(row -> Rows.number(row, "households"))
                .one();
    }
}
