package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Every request by a key: the same again is answered the same, another one under the key is refused. */
@JourneyTest
class IdempotencyWalkJourneyTest {

    private static final String VOLATILE = ",?\"(serverNow|status|cashierUrl|state)\":\"[^\"]*\"";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private final Set<String> walked = new TreeSet<>();
    private Village village;
    private String base;
    private String sku;

    private Api.Answer twice(Api who, String path, Map<String, ?> body, String field, Object other) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(field, other);
        return twice(who, path, body, path, changed);
    }

    private Api.Answer twice(Api who, String path, Map<String, ?> body, String otherPath, Map<String, ?> other) {
        String key = UUID.randomUUID().toString();
        Api.Answer first = who.post(path, body, key);
        assertThat(first.status()).as("%s: %s", path, first.body()).isBetween(200, 201);
        assertThat(first.headers().getFirst("Idempotent-Replayed")).as(path).isNull();
        Api.Answer second = who.post(path, body, key).expect(first.status());
        assertThat(second.headers().getFirst("Idempotent-Replayed")).as(path).isEqualTo("true");
        assertThat(second.body().toString().replaceAll(VOLATILE, ""))
                .as(path)
                .isEqualTo(first.body().toString().replaceAll(VOLATILE, ""));
        assertThat(who.post(otherPath, other, key).expect(422).text("/code"))
                .as(path)
                .isEqualTo("http.idempotency-key-reused");
        walked.add(path);
        return first;
    }

    /** All operations that the document says a key is required for. */
    private Set<String> keyed() {
        Set<String> keyed = new TreeSet<>();
        Api.guest(web)
                .get("/v3/api-docs")
                .expect(200)
                .body()
                .at("/paths")
                .properties()
                .forEach(path -> {
                    for (JsonNode parameter : path.getValue().at("/post/parameters")) {
                        if (parameter.path("name").asString().equals("Idempotency-Key")
                                && parameter.path("required").asBoolean()) {
                            keyed.add(path.getKey());
                        }
                    }
                });
        return keyed;
    }

    private static boolean isOf(String template, String path) {
        return path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    @Test
    @DisplayName("E3: of every kind of request by a key, the same again is answered the same, and another is refused")
    void theSameAgainIsAnsweredTheSame() {
        village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        base = "/api/v1/producers/" + village.producerId;
        sku = village.sku("Socks", 6_900);
        assets();
        lots();
        sales();
        promotions();
        training();
        income();
        webhooks();
        Set<String> keyed = keyed();
        assertThat(keyed)
                .as("operations by a key that nobody walked")
                .allMatch(template -> walked.stream().anyMatch(path -> isOf(template, path)));
        assertThat(walked)
                .as("walked, but described without a key")
                .allMatch(path -> keyed.stream().anyMatch(template -> isOf(template, path)));
        assertThat(keyed).hasSize(28);
    }

    private void assets() {
        Map<String, Object> hens = Map.of(
                "householdId", village.households.get("a"),
                "kind", "GRANT",
                "what", "laying hens",
                "units", 10,
                "valueFen", 1_000,
                "givenOn", "2020-03-01",
                "evidence", "receipt 7");
        String given =
                twice(village.producer, base + "/assets", hens, "units", 11).text("/id");
        Map<String, Object> lost =
                Map.of("kind", "LOST", "units", 1, "on", "2020-03-02", "relieved", false, "evidence", "photo 1");
        twice(village.producer, base + "/assets/" + given + "/events", lost, "units", 2);
    }

    private void webhooks() {
        Map<String, Object> wish = Map.of(
                "producerId", village.producerId, "url", "https://shop.example/hooks", "types", List.of("order.paid"));
        String endpoint = "/api/v1/webhooks/"
                + twice(village.producer, "/api/v1/webhooks", wish, "types", List.of("order.placed"))
                        .text("/id");
        String another = "/api/v1/webhooks/"
                + village.producer.post("/api/v1/webhooks", wish).expect(201).text("/id");
        twice(village.producer, endpoint + "/test", Map.of(), another + "/test", Map.of());
    }

    private void lots() {
        Map<String, Object> lot = Map.of("skuId", sku, "agreementId", village.agreement(Village.workshopTerms()));
        String path = base + "/lots/"
                + village.producer.post(base + "/lots", lot).expect(201).text("/id");
        Map<String, Object> knits = Map.of(
                "memberId",
                village.members.get("a"),
                "kind",
                "LABOUR",
                "operation",
                "knit",
                "units",
                100,
                "workedOn",
                Village.DAY.toString(),
                "evidence",
                "sheet 1");
        Map<String, Object> more = new HashMap<>(knits);
        more.put("units", 101);
        twice(
                village.producer,
                path + "/contributions",
                Map.of("contributions", List.of(knits)),
                "contributions",
                List.of(more));
        Map<String, Object> seal = Map.of("units", 20, "on", Village.DAY.toString());
        twice(village.producer, path + "/seal", seal, "units", 21);
        twice(village.producer, path + "/split", Map.of("parts", List.of(2)), "parts", List.of(3));
        Map<String, Object> torn = Map.of("units", 1, "reason", "torn", "evidence", "sheet 2");
        twice(village.producer, path + "/losses", torn, "units", 2);
        String other = new Village(web, tokens, "ENTERPRISE").producerId;
        Map<String, Object> delivery = Map.of("toProducerId", other, "units", 1, "evidence", "receipt 1");
        twice(village.producer, path + "/deliveries", delivery, "units", 2);
    }

    private void sales() {
        Api shopper = village.shopper();
        Map<String, Object> home =
                Map.of("recipient", "张三", "phone", "13800138000", "regionCode", Village.CODE, "detail", "1");
        twice(shopper, "/api/v1/addresses", home, "detail", "2");
        Map<String, Object> rule = Map.of("first", 1, "firstFeeFen", 800, "step", 1, "stepFeeFen", 0);
        Map<String, Object> tariff = Map.of("name", "usual", "basis", "PIECE", "rules", List.of(rule));
        twice(village.producer, base + "/shipping-templates", tariff, "name", "unusual");
        twice(shopper, "/api/v1/cart/lines", Map.of("skuId", sku, "quantity", 2), "quantity", 3);
        List<Map<String, Object>> two = List.of(Map.of("skuId", sku, "quantity", 2));
        List<Map<String, Object>> three = List.of(Map.of("skuId", sku, "quantity", 3));
        Api.Answer order = twice(shopper, "/api/v1/orders", Map.of("lines", two), "lines", three);
        String quote =
                shopper.post("/api/v1/quotes", Map.of("lines", two)).expect(201).text("/id");
        String other = shopper.post("/api/v1/quotes", Map.of("lines", three))
                .expect(201)
                .text("/id");
        String quoted = twice(shopper, "/api/v1/orders", Map.of("quoteId", quote), "quoteId", other)
                .text("/orders/0/id");
        String id = order.text("/id");
        List<String> unknown = List.of(UUID.randomUUID().toString());
        Api.Answer payment = twice(shopper, "/api/v1/payments", Map.of("orderIds", List.of(id)), "orderIds", unknown);
        pay(payment);
        pay(shopper.post("/api/v1/payments", Map.of("orderIds", List.of(quoted)))
                .expect(201));
        String line = order.text("/lines/0/id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> village.auditor.get("/api/v1/trace/lines/" + line).status() == 200);
        String path = "/api/v1/orders/" + id + "/lines/" + line;
        twice(village.producer, path + "/refunds", Map.of("amountFen", 1, "reason", "big"), "amountFen", 2);
        twice(village.producer, path + "/returns", Map.of("quantity", 1, "reason", "big"), "reason", "small");
        twice(shopper, path + "/refunds", Map.of("reason", "big"), "reason", "small");
        Map<String, Object> late = Map.of("amountFen", 1, "reason", "late");
        twice(village.producer, "/api/v1/orders/" + id + "/shipping-refunds", late, "amountFen", 2);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shopper.get("/api/v1/orders/" + quoted).text("/status"), "PAID"::equals);
        twice(shopper, "/api/v1/orders/" + quoted + "/refunds", Map.of("reason", "big"), "reason", "small");
    }

    private void promotions() {
        Map<String, Object> price = Map.of("skuId", sku, "priceFen", 1, "from", "2099-01-01T00:00:00Z");
        twice(village.producer, base + "/special-prices", price, "from", "2098-01-01T00:00:00Z");
        Map<String, Object> draft = new HashMap<>(
                Map.of("title", "8 off", "scope", "PRODUCER", "producerId", village.producerId, "bearer", "PRODUCER"));
        draft.putAll(Map.of("kind", "AMOUNT", "amountFen", 800, "given", "ROOM", "claims", 9, "useDays", 1));
        draft.putAll(Map.of("claimFrom", "2026-01-01T00:00:00Z", "claimUntil", "2099-01-01T00:00:00Z"));
        String id = twice(village.producer, "/api/v1/promotions", draft, "claims", 8)
                .text("/promotion/id");
        village.producer
                .send(
                        HttpMethod.POST,
                        "/api/v1/promotions/" + id + "/publication",
                        null,
                        Map.of(HttpHeaders.IF_MATCH, "*"))
                .expect(200);
        String releases = "/api/v1/sessions/" + village.session(0, null) + "/coupon-releases";
        twice(village.host, releases, Map.of("promotionId", id, "pieces", 5, "seconds", 60), "pieces", 6);
    }

    private void pay(Api.Answer payment) {
        String cashier = payment.text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
    }

    private void training() {
        Map<String, Object> teacher =
                Map.of("kind", "INSTRUCTOR", "name", "老师", "regionCode", Village.CODE, "from", "2026-01-01");
        String instructor = village.officer
                .post("/api/v1/training/instructors", teacher)
                .expect(201)
                .text("/id");
        Map<String, Object> lesson = Map.of(
                "instructorId",
                instructor,
                "regionCode",
                Village.CODE,
                "title",
                "Hens",
                "startsAt",
                "2026-03-02T01:00:00Z",
                "minutes",
                60);
        String held = twice(village.officer, "/api/v1/training/lessons", lesson, "minutes", 61)
                .text("/id");
        List<Map<String, Object>> hour = List.of(Map.of("memberId", village.members.get("a"), "minutes", 60));
        List<Map<String, Object>> less = List.of(Map.of("memberId", village.members.get("a"), "minutes", 59));
        String attendance = "/api/v1/training/lessons/" + held + "/attendance";
        twice(village.officer, attendance, Map.of("attendance", hour), "attendance", less);
    }

    private void income() {
        Map<String, Object> wage = Map.of(
                "regionCode",
                Village.CODE,
                "validFrom",
                Village.DAY.plusDays(50).toString(),
                "fenPerHour",
                1_800,
                "document",
                "2026/1");
        village.officer.post("/api/v1/minimum-wages", wage).expect(201);
        Map<String, Object> period = Map.of(
                "from", Village.DAY.toString(),
                "to", Village.DAY.plusDays(51).toString(),
                "evidence", "sheet 3",
                "attendance", List.of(Map.of("householdId", village.households.get("a"), "minutes", 60)));
        twice(village.producer, base + "/pay-periods", period, "evidence", "sheet 4");
        Map<String, Object> terms = Map.of(
                "model", "SHAREHOLDING",
                "reserveBasisPoints", 0,
                "patronageBasisPoints", 6_000,
                "guaranteeBasisPoints", 100,
                "shares", List.of(Map.of("household", village.households.get("a"), "quantifiedFen", 100_000)),
                "logisticsFen", 0,
                "platformBasisPoints", 0,
                "hostBasisPoints", 0);
        Map<String, Object> dividend = Map.of(
                "agreementId", village.agreement(terms),
                "from", Village.DAY.toString(),
                "to", Village.DAY.plusDays(51).toString(),
                "surplusFen", 100,
                "decision", "assembly 2026/1",
                "evidenceHash", "cd".repeat(32));
        twice(village.producer, base + "/dividends", dividend, "surplusFen", 101);
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
        Api clerk = Api.of(web, tokens, Tokens.of(Role.ADMIN));
        Map<String, Object> reserve = Map.of("payer", "PRODUCER", "amountFen", 1, "reason", "risk", "evidence", "3");
        String payments = base + "/payouts/reserve/payments";
        String paid = twice(village.admin, payments, reserve, "amountFen", 2).text("/id");
        Map<String, Object> back = Map.of("amountFen", 1, "reason", "a mistake", "evidence", "4");
        twice(clerk, payments + "/" + paid + "/withdrawals", back, "reason", "another");
        payee();
        String batches = "/payouts/batches";
        String another = "/api/v1/producers/" + UUID.randomUUID() + batches;
        twice(clerk, base + batches, Map.of(), another, Map.of());
    }

    private void payee() {
        Map<String, Object> account = Map.of(
                "memberId", village.members.get("a"),
                "bankAccount", "62220212%08d".formatted(village.members.get("a").hashCode() >>> 5));
        String change = village.officer
                .post("/api/v1/households/" + village.households.get("a") + "/payee-changes", account)
                .expect(201)
                .text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
    }
}
