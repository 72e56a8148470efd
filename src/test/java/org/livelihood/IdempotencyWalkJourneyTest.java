package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * What moves goods or money by a key: the same request again is answered the same, another one under the key is not.
 */
@JourneyTest
class IdempotencyWalkJourneyTest {

    private static final String VOLATILE = ",?\"(serverNow|status|cashierUrl|state)\":\"[^\"]*\"";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private int walked;

    private Api.Answer twice(Api who, String path, Map<String, Object> body, String field, Object other) {
        String key = UUID.randomUUID().toString();
        Api.Answer first = who.post(path, body, key).expect(201);
        assertThat(first.headers().getFirst("Idempotent-Replayed")).as(path).isNull();
        Api.Answer second = who.post(path, body, key).expect(201);
        assertThat(second.headers().getFirst("Idempotent-Replayed")).as(path).isEqualTo("true");
        assertThat(second.body().toString().replaceAll(VOLATILE, ""))
                .as(path)
                .isEqualTo(first.body().toString().replaceAll(VOLATILE, ""));
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(field, other);
        assertThat(who.post(path, changed, key).expect(422).text("/code"))
                .as(path)
                .isEqualTo("http.idempotency-key-reused");
        walked++;
        return first;
    }

    @Test
    @DisplayName("E3: of every kind of request by a key, the same again is answered the same, and another is refused")
    void theSameAgainIsAnsweredTheSame() {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        String base = "/api/v1/producers/" + village.producerId;
        String sku = village.sku("Socks", 6_900);
        String agreement = village.agreement(Village.workshopTerms());
        Map<String, Object> hens = Map.of(
                "householdId", village.households.get("a"),
                "kind", "GRANT",
                "what", "laying hens",
                "units", 10,
                "valueFen", 1_000,
                "givenOn", "2020-03-01",
                "evidence", "receipt 7");
        twice(village.producer, base + "/assets", hens, "units", 11);
        String sealed = village.lot(sku, agreement, 10, null, new Object[] {"a", "knit", 100})
                .text("/id");
        twice(village.producer, base + "/lots/" + sealed + "/split", Map.of("parts", List.of(2)), "parts", List.of(3));
        twice(
                village.producer,
                base + "/lots/" + sealed + "/losses",
                Map.of("units", 1, "reason", "torn", "evidence", "sheet 2"),
                "units",
                2);
        sales(village, sku);
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
        twice(
                village.admin,
                base + "/payouts/reserve/payments",
                Map.of("payer", "PRODUCER", "amountFen", 1, "reason", "risk", "evidence", "minutes 3"),
                "amountFen",
                2);
        assertThat(walked).isEqualTo(10);
    }

    private void sales(Village village, String sku) {
        Api shopper = village.shopper();
        List<Map<String, Object>> two = List.of(Map.of("skuId", sku, "quantity", 2));
        List<Map<String, Object>> three = List.of(Map.of("skuId", sku, "quantity", 3));
        Api.Answer order = twice(shopper, "/api/v1/orders", Map.of("lines", two), "lines", three);
        String quote =
                shopper.post("/api/v1/quotes", Map.of("lines", two)).expect(201).text("/id");
        String other = shopper.post("/api/v1/quotes", Map.of("lines", three))
                .expect(201)
                .text("/id");
        twice(shopper, "/api/v1/orders", Map.of("quoteId", quote), "quoteId", other);
        String id = order.text("/id");
        Api.Answer payment = twice(
                shopper,
                "/api/v1/payments",
                Map.of("orderIds", List.of(id)),
                "orderIds",
                List.of(UUID.randomUUID().toString()));
        String cashier = payment.text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        String line = order.text("/lines/0/id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> village.auditor.get("/api/v1/trace/lines/" + line).status() == 200);
        String path = "/api/v1/orders/" + id + "/lines/" + line;
        twice(shopper, path + "/refunds", Map.of("reason", "big"), "reason", "small");
        twice(village.producer, path + "/refunds", Map.of("amountFen", 1, "reason", "big"), "amountFen", 2);
        twice(village.producer, path + "/returns", Map.of("quantity", 1, "reason", "big"), "reason", "small");
    }
}
