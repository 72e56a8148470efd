package org.livelihood.income.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** A line that cannot be attributed waits for its cause to go; what is shown of a sale is no more than it brought. */
@JourneyTest
class ParkedJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Attributions attributions;

    private record Bought(Api shopper, String order, String line) {}

    private Bought bought(Village village, String sku) {
        Api shopper = village.shopper();
        Api.Answer order = shopper.post("/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1))))
                .expect(201);
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        return new Bought(shopper, order.text("/id"), order.text("/lines/0/id"));
    }

    private static boolean isAttributed(Village village, Bought bought) {
        return village.auditor.get("/api/v1/trace/lines/" + bought.line()).status() == 200;
    }

    private static boolean isParked(Village village, Bought bought) {
        return village.auditor
                .get("/api/v1/attribution/parked?limit=100")
                .expect(200)
                .body()
                .toString()
                .contains(bought.line());
    }

    @Test
    @DisplayName("D1: a parked line is attributed by itself once its cause is gone")
    void aParkedLineIsTriedAgain() {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("h1", "WORKER");
        String sku = village.sku("Socks", 6_900);
        village.lot(sku, village.agreement(Village.workshopTerms()), 1, null, new Object[] {"h1", "knit", 10});
        shelf.run("ALTER TABLE attribution_line ADD CONSTRAINT hindered CHECK (producer_id <> '" + village.producerId
                + "') NOT VALID");
        Bought bought;
        try {
            bought = bought(village, sku);
            await().atMost(PATIENCE).until(() -> isParked(village, bought));
            ParkedLifecycle.retry(attributions).block();
            assertThat(isParked(village, bought)).isTrue();
        } finally {
            shelf.run("ALTER TABLE attribution_line DROP CONSTRAINT hindered");
        }
        assertThat(ParkedLifecycle.retry(attributions).block()).isPositive();
        assertThat(isParked(village, bought)).isFalse();
        assertThat(isAttributed(village, bought)).isTrue();
    }

    @Test
    @DisplayName("D1: a parked line that fails in whatever way holds up none of those behind it")
    void eachParkedLineIsTried() {
        OrderLineId failing = OrderLineId.next();
        OrderLineId refused = OrderLineId.next();
        OrderLineId sound = OrderLineId.next();
        Attributions three = mock(Attributions.class);
        when(three.allParked()).thenReturn(Mono.just(List.of(failing, refused, sound)));
        when(three.retry(failing)).thenReturn(Mono.error(new IllegalStateException("a lost connection")));
        when(three.retry(refused)).thenReturn(Mono.error(new Refusal(AttributionReason.STILL_FAILING, refused)));
        when(three.retry(sound)).thenReturn(Mono.empty());
        assertThat(ParkedLifecycle.retry(three).block()).isEqualTo(1);
    }

    @Test
    @DisplayName("E5: a sale of 4,900 under a guarantee of 60,000 shows its buyer 4,900 at most, and costs nobody")
    void aSeasonsGuaranteeIsNotASales() {
        Village village = new Village(web, tokens, "FARM");
        village.household("h1", "SUPPLIER");
        String agreement = village.agreement(Map.of(
                "model",
                "ORDER_ASSISTANCE",
                "guaranteePriceFen",
                61_000,
                "rebateBasisPoints",
                2_000,
                "logisticsFen",
                500,
                "platformBasisPoints",
                0,
                "hostBasisPoints",
                0,
                "recoverableFenPerPiece",
                0));
        String sku = village.sku("Plums, a crate", 4_900);
        Api.Answer lot = village.lot(sku, agreement, 1, 1_000L, new Object[] {"h1", null, 1});
        assertThat(lot.body().at("/payables").size()).isEqualTo(2);
        Bought bought = bought(village, sku);
        await().atMost(PATIENCE).until(() -> isAttributed(village, bought));
        Api.Answer impact = bought.shopper()
                .get("/api/v1/orders/" + bought.order() + "/impact")
                .expect(200);
        assertThat(impact.number("/totalFen")).isEqualTo(4_900 - 500);
        String balance = "/api/v1/ledger/accounts/PRODUCER_PAYABLE/" + village.producerId + "/balance";
        assertThat(village.auditor.get(balance).expect(200).number("/balanceFen"))
                .isZero();
        String cost = "/api/v1/ledger/accounts/LOT_COST/" + village.producerId + "/balance";
        assertThat(village.auditor.get(cost).expect(200).number("/balanceFen"))
                .as("what the season still owes beyond its sales")
                .isEqualTo(61_000 - 4_400);
        for (String check : List.of("I1", "I2", "I4", "I6")) {
            assertThat(village.auditor
                            .get("/api/v1/audit/checks/" + check + "?producer=" + village.producerId)
                            .expect(200)
                            .text("/verdict"))
                    .isEqualTo("PASS");
        }
    }
}
