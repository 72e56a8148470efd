package org.livelihood.goods.lot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;

@JourneyTest
class SealedLotsTest {

    private static final int MANY = 700;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Lots lots;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    @Test
    void manyLotsAreReadInOneTransactionWithoutWaitingForThemselves() {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        ProducerId producer = new ProducerId(UUID.fromString(village.producerId));
        UUID agreement = UUID.fromString(village.agreement(Village.workshopTerms()));
        UUID household = UUID.fromString(village.households.get("a"));
        List<LotId> ids = Stream.generate(LotId::next).limit(MANY).toList();
        UUID[] values = ids.stream().map(LotId::value).toArray(UUID[]::new);
        database.sql("""
                        INSERT INTO lot (producer_id, id, sku_id, agreement_id, status, agreement_version, units,
                                         free, sealed_at)
                        SELECT :producer, id, id, :agreement, 'SEALED', 1, 10, '{[0,10)}', now() FROM unnest(:ids) AS id""")
                .bind("producer", producer.value())
                .bind("agreement", agreement)
                .bind("ids", values)
                .then()
                .then(database.sql("""
                                INSERT INTO lot_contribution (producer_id, lot_id, id, party_kind, party_id, kind,
                                  operation, unit, units, worked_on, evidence, recorded_by)
                                SELECT :producer, id, id, 'HOUSEHOLD', :household, 'LABOUR', 'knit', 'PIECE', 10,
                                       current_date, 'sheet', id FROM unnest(:ids) AS id""")
                        .bind("producer", producer.value())
                        .bind("household", household)
                        .bind("ids", values)
                        .then())
                .as(transactions::transactional)
                .block();

        List<SealedLot> sealed = Objects.requireNonNull(lots.sealed(producer, ids)
                .collectList()
                .as(transactions::transactional)
                .block(Duration.ofSeconds(20)));
        assertThat(sealed).hasSize(MANY).allMatch(lot -> lot.contributions().size() == 1);
    }
}
