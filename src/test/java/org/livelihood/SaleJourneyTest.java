package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A sale from the lot to the household and back, over HTTP and to the fen: golden cases 1 and 5. */
@JourneyTest
class SaleJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Api.Answer buy(Api shopper, String session, String sku, long quantity) {
        Map<String, Object> order =
                Map.of("sessionId", session, "lines", List.of(Map.of("skuId", sku, "quantity", quantity)));
        return shopper.post("/api/v1/orders", order).expect(201);
    }

    private void pay(Api shopper, String order) {
        Api.Answer payment = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order)))
                .expect(201);
        String cashier = payment.text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        await().atMost(PATIENCE)
                .until(() ->
                        "PAID".equals(shopper.get("/api/v1/orders/" + order).text("/status")));
    }

    private JsonNode trace(Village village, String line) {
        return village.auditor.get("/api/v1/trace/lines/" + line).expect(200).body();
    }

    private void awaitTrace(Village village, String line) {
        await().atMost(PATIENCE)
                .until(() -> village.auditor.get("/api/v1/trace/lines/" + line).status() == 200);
    }

    private static long sum(JsonNode trace, String household, String nature) {
        return StreamSupport.stream(trace.at("/parts").spliterator(), false)
                .filter(part -> household == null
                        ? part.at("/party/kind").asString().equals("HOUSEHOLD")
                        : part.at("/party/id").asString().equals(household))
                .filter(part ->
                        nature == null || nature.equals(part.at("/nature").asString()))
                .mapToLong(part -> part.at("/amountFen").asLong())
                .sum();
    }

    private long suspense(Village village) {
        return village.auditor
                .get("/api/v1/ledger/accounts/SUSPENSE/" + village.producerId + "/balance")
                .expect(200)
                .number("/balanceFen");
    }

    @Test
    void eggsBringTheirTwoHouseholds1978And1318() {
        Village village = new Village(web, tokens, "FARM");
        village.household("h1", "SUPPLIER");
        village.household("h2", "SUPPLIER");
        String sku = village.sku("Eggs, thirty", 5_980);
        village.lot(sku, village.agreement(Village.eggTerms()), 1, 98L, new Object[] {"h1", null, 18}, new Object[] {
            "h2", null, 12
        });
        String session = village.session(0, null);
        village.show(session, sku, 5_980, null, 1);
        Api shopper = village.shopper();
        Api.Answer order = buy(shopper, session, sku, 1);
        String orderId = order.text("/id");
        String line = order.text("/lines/0/id");
        assertThat(order.number("/totalFen")).isEqualTo(5_980);
        pay(shopper, orderId);
        awaitTrace(village, line);

        String h1 = village.households.get("h1");
        String h2 = village.households.get("h2");
        JsonNode trace = trace(village, line);
        assertThat(sum(trace, h1, null)).isEqualTo(1_978);
        assertThat(sum(trace, h2, null)).isEqualTo(1_318);
        assertThat(sum(trace, h1, "ACCRUAL")).isEqualTo(88);
        assertThat(sum(trace, h2, "ACCRUAL")).isEqualTo(58);
        assertThat(suspense(village)).isZero();

        JsonNode back = village.auditor
                .get("/api/v1/trace/households/" + h1)
                .expect(200)
                .body();
        assertThat(back.toString()).contains(line);
        theCountyFollowsItsOwn(village, line, h1);
        Api.Answer impact = shopper.get("/api/v1/orders/" + orderId + "/impact").expect(200);
        assertThat(impact.body().toString()).contains("3296").doesNotContain(h1);
        village.shopper().get("/api/v1/orders/" + orderId + "/impact").expect(404);

        village.producer
                .post("/api/v1/orders/" + orderId + "/lines/" + line + "/refunds", Map.of("reason", "broken"))
                .expect(201);
        await().atMost(PATIENCE).until(() -> sum(trace(village, line), null, null) == 0);
        assertThat(sum(trace(village, line), h1, "ACCRUAL")).isZero();
        assertThat(sum(trace(village, line), h2, "ACCRUAL")).isZero();
        assertThat(suspense(village)).isZero();
        Api.Answer owed = village.auditor
                .get("/api/v1/ledger/accounts/HOUSEHOLD_PAYABLE/" + h1 + "/balance")
                .expect(200);
        assertThat(owed.number("/balanceFen")).as("the purchase stays owed").isEqualTo(-1_890);
    }

    private void theCountyFollowsItsOwn(Village village, String line, String household) {
        assertThat(village.officer
                        .get("/api/v1/trace/lines/" + line)
                        .expect(200)
                        .body())
                .isEqualTo(trace(village, line));
        village.officer.get("/api/v1/trace/households/" + household).expect(200);
        village.officer
                .get("/api/v1/trace/sales?producer=" + village.producerId)
                .expect(200);
        Api elsewhere = Api.of(web, tokens, Tokens.officerOf("110000000000"));
        elsewhere.get("/api/v1/trace/lines/" + line).expect(404);
        elsewhere.get("/api/v1/trace/households/" + household).expect(404);
        elsewhere.get("/api/v1/trace/sales?producer=" + village.producerId).expect(403);
        elsewhere.get("/api/v1/trace/sales").expect(403);
    }

    @Test
    void socksBringPoorHouseholds638() {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("knitter", "WORKER");
        village.household("sewer", "WORKER");
        village.worker("packer", "WORKER");
        String agreement = village.agreement(Village.workshopTerms());
        String socks = village.sku("Socks, ten pairs", 6_900);
        village.lot(
                socks,
                agreement,
                1,
                null,
                new Object[] {"knitter", "knit", 10},
                new Object[] {"sewer", "sew", 10},
                new Object[] {"packer", "pack", 10});
        String boxes = village.sku("Box of socks", 39_310);
        village.lot(boxes, agreement, 10, null, new Object[] {"knitter", "knit", 600});
        String session = village.session(8_000, "knitter");
        village.show(session, socks, 6_900, null, 0);
        village.show(session, boxes, 39_310, null, 0);
        Api shopper = village.shopper();
        Api.Answer order = buy(shopper, session, socks, 1);
        pay(shopper, order.text("/id"));
        pay(shopper, buy(shopper, session, boxes, 10).text("/id"));
        village.host.post("/api/v1/sessions/" + session + "/end", Map.of()).expect(200);

        String line = order.text("/lines/0/id");
        awaitTrace(village, line);
        await().atMost(PATIENCE).until(() -> sum(trace(village, line), null, null) == 638);
        JsonNode trace = trace(village, line);
        assertThat(sum(trace, village.households.get("knitter"), "TRACE")).isEqualTo(300 + 138);
        assertThat(sum(trace, village.households.get("sewer"), "TRACE")).isEqualTo(200);
        assertThat(sum(trace, village.workers.get("packer"), "TRACE")).isEqualTo(100);
        assertThat(sum(trace, null, "ACCRUAL")).isZero();
        assertThat(suspense(village)).isZero();
    }
}
