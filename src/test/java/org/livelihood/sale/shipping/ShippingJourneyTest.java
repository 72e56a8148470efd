package org.livelihood.sale.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What sending costs, from a producer's template to the ledger and back, over HTTP. */
@JourneyTest
class ShippingJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HERE = Village.CODE;
    private static final String PROVINCE = "340000000000";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Books books;

    @Autowired
    private Shelf shelf;

    private Village village;
    private ProducerId producer;
    private Api shopper;
    private String templates;
    private String socks;
    private String away;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        producer = new ProducerId(UUID.fromString(village.producerId));
        templates = "/api/v1/producers/" + producer + "/shipping-templates";
        shopper = village.shopper();
        village.household("a", "WORKER");
        village.household("b", "WORKER");
        socks = village.sku("Socks", 3_333);
        village.lot(
                socks,
                village.agreement(Village.workshopTerms()),
                20,
                null,
                new Object[] {"a", "knit", 100},
                new Object[] {"b", "knit", 50});
        region("830000000000", "远方省");
        region("830100000000", "远方市");
        region("830121000000", "远方县");
        region("830121100000", "远方镇");
        away = "830121100000";
    }

    private void region(String code, String name) {
        village.admin
                .post("/api/v1/regions", Map.of("code", code, "name", name, "oneOf832", false, "threeRegions", false))
                .expect(201);
    }

    private static Map<String, Object> rule(@Nullable String region, long firstFen, long stepFen) {
        Map<String, Object> rule =
                new HashMap<>(Map.of("first", 1, "firstFeeFen", firstFen, "step", 1, "stepFeeFen", stepFen));
        if (region != null) {
            rule.put("regions", List.of(region));
        }
        return rule;
    }

    private static Map<String, Object> template(String name, Object... rules) {
        return Map.of("name", name, "basis", "PIECE", "rules", List.of(rules));
    }

    /** 8 yuan and 2 for each further piece at home, 20 and 5 elsewhere. */
    private void tariff() {
        village.producer
                .post(templates, template("Usual", rule(null, 2_000, 500), rule(PROVINCE, 800, 200)))
                .expect(201);
    }

    private String address(Api buyer, String region) {
        return buyer.post(
                        "/api/v1/addresses",
                        Map.of("recipient", "王小明", "phone", "13800138000", "regionCode", region, "detail", "1号"))
                .expect(201)
                .text("/id");
    }

    private Map<String, Object> wanted(int units, @Nullable String address) {
        Map<String, Object> body = new HashMap<>(Map.of("lines", List.of(Map.of("skuId", socks, "quantity", units))));
        if (address != null) {
            body.put("addressId", address);
        }
        return body;
    }

    private void pay(String... orders) {
        Village.pay(web, shopper, orders);
        for (String order : orders) {
            await().atMost(PATIENCE)
                    .until(() -> shopper.get("/api/v1/orders/" + order).text("/status"), "PAID"::equals);
        }
        await().atMost(PATIENCE)
                .until(() ->
                        books.count("SELECT count(*) FROM order_sale WHERE producer_id = :producer", producer) == 0);
    }

    private long balance(String account) {
        return books.balance(account, producer);
    }

    private void sound() {
        books.requireSound(village.auditor, producer, "I1", "I2", "I5", "I13");
    }

    @Test
    void aProducerKeepsItsTemplates() {
        Api owner = village.producer;
        Api.Answer first =
                owner.post(templates, template("Usual", rule(null, 800, 200))).expect(201);
        assertThat(first.body().at("/byDefault").asBoolean()).isTrue();
        Api.Answer second =
                owner.post(templates, template("Fragile", rule(null, 900, 0))).expect(201);
        assertThat(second.body().at("/byDefault").asBoolean()).isFalse();
        String fragile = templates + "/" + second.text("/id");
        Map<String, Object> anew = new HashMap<>(template("Fragile", rule(null, 1_000, 0)));
        anew.put("byDefault", true);
        assertThat(owner.send(HttpMethod.PUT, fragile, anew, Map.of("If-Match", "\"7\""))
                        .expect(412)
                        .text("/code"))
                .isEqualTo("shipping.stale");
        owner.send(HttpMethod.PUT, fragile, anew, Map.of("If-Match", "W/\"1\"")).expect(200);
        Api.Answer all = owner.get(templates).expect(200);
        assertThat(all.text("/items/0/name")).isEqualTo("Fragile");
        assertThat(all.body().at("/items/1/byDefault").asBoolean()).isFalse();
        assertThat(owner.delete(fragile).expect(409).text("/code")).isEqualTo("shipping.in-use");
        owner.delete(templates + "/" + first.text("/id")).expect(204);
        owner.delete(fragile).expect(204);
        assertThat(owner.get(templates).expect(200).body().at("/items")).isEmpty();
        assertThat(owner.delete(fragile).expect(404).text("/code")).isEqualTo("shipping.not-found");
        Api stranger = new Village(web, tokens, "WORKSHOP").producer;
        stranger.get(templates).expect(404);
        stranger.post(templates, template("Mine", rule(null, 1, 1))).expect(404);
    }

    @Test
    void rulesThatSayNothingOrTooMuchAreRefused() {
        Map<String, Object> nowhere = rule(null, 1, 1);
        nowhere.put("notServed", true);
        Map<String, Object> freeFromNothing = rule(null, 1, 1);
        freeFromNothing.put("freeFrom", Map.of("all", true));
        Map<String, Map<String, Object>> refused = Map.of(
                "shipping.one-rule-elsewhere", template("x", rule(PROVINCE, 1, 1)),
                "shipping.region-twice", template("x", rule(null, 1, 1), rule(PROVINCE, 1, 1), rule(PROVINCE, 2, 1)),
                "shipping.region-unknown", template("x", rule(null, 1, 1), rule("990000000000", 1, 1)),
                "shipping.nowhere-served", template("x", nowhere),
                "shipping.free-from-nothing", template("x", freeFromNothing));
        refused.forEach((code, body) -> assertThat(
                        village.producer.post(templates, body).expect(422).text("/code"))
                .isEqualTo(code));
        assertThat(village.producer.get(templates).expect(200).body().at("/items"))
                .isEmpty();
    }

    @Test
    void aListingMayHaveItsOwn() {
        tariff();
        String own = village.producer
                .post(templates, template("Heavy", rule(null, 5_000, 0)))
                .expect(201)
                .text("/id");
        String listing =
                shopper.post("/api/v1/quotes", wanted(1, null)).expect(201).text("/items/0/listingId");
        String place = "/api/v1/producers/" + producer + "/listings/" + listing + "/shipping-template";
        village.producer.put(place, Map.of("templateId", own)).expect(204);
        String home = address(shopper, HERE);
        assertThat(shopper.post("/api/v1/quotes", wanted(3, home)).expect(201).number("/shippingFen"))
                .isEqualTo(5_000);
        assertThat(village.producer.delete(templates + "/" + own).expect(409).text("/code"))
                .isEqualTo("shipping.in-use");
        village.producer.put(place, Map.of()).expect(204);
        assertThat(shopper.post("/api/v1/quotes", wanted(3, home)).expect(201).number("/shippingFen"))
                .isEqualTo(1_200);
        village.producer
                .put(place.replace(listing, Uuids.next().toString()), Map.of("templateId", own))
                .expect(404);
        village.producer
                .put(place, Map.of("templateId", Uuids.next().toString()))
                .expect(404);
    }

    @Test
    @DisplayName("A quote tells what sending costs once it is known where it goes, and holds for there alone")
    void quotes() {
        tariff();
        Api.Answer unknown = shopper.post("/api/v1/quotes", wanted(2, null)).expect(201);
        assertThat(unknown.body().at("/shippingFen").isNull()).isTrue();
        assertThat(unknown.number("/totalFen")).isEqualTo(6_666);
        Map<String, Object> bought = new HashMap<>(Map.of("quoteId", unknown.text("/id")));
        assertThat(shopper.post("/api/v1/orders", bought).expect(422).text("/code"))
                .isEqualTo("order.address-needed");
        String home = address(shopper, HERE);
        assertThat(shopper.post("/api/v1/orders", bought).expect(409).text("/code"))
                .isEqualTo("order.shipping-changed");
        String far = address(shopper, away);
        assertThat(shopper.post("/api/v1/quotes", wanted(2, far)).expect(201).number("/shippingFen"))
                .isEqualTo(2_500);
        Api.Answer quote = shopper.post("/api/v1/quotes", wanted(2, null)).expect(201);
        assertThat(quote.number("/shippingFen")).isEqualTo(1_000);
        assertThat(quote.number("/totalFen")).isEqualTo(7_666);
        assertThat(quote.text("/regionCode")).isEqualTo(HERE);
        Map<String, Object> body = new HashMap<>(Map.of("quoteId", quote.text("/id"), "addressId", far));
        assertThat(shopper.post("/api/v1/orders", body).expect(409).text("/code"))
                .isEqualTo("order.shipping-changed");
        body.put("addressId", home);
        Api.Answer placed =
                shopper.post("/api/v1/orders", body, "quoted-order-1").expect(201);
        assertThat(placed.number("/orders/0/totalFen")).isEqualTo(7_666);
        assertThat(placed.number("/orders/0/shippingFen")).isEqualTo(1_000);
        assertThat(shopper.post("/api/v1/orders", body, "quoted-order-1")
                        .expect(201)
                        .number("/totalFen"))
                .isEqualTo(7_666);
        String order = "/api/v1/orders/" + placed.text("/orders/0/id") + "/address";
        assertThat(shopper.put(order, Map.of("addressId", far)).expect(409).text("/code"))
                .isEqualTo("order.shipping-changed");
        shopper.put(order, Map.of("addressId", address(shopper, HERE))).expect(200);
    }

    @Test
    void whereNothingIsSentNothingIsSold() {
        Map<String, Object> not = rule(null, 0, 0);
        not.put("notServed", true);
        village.producer
                .post(templates, template("Near", not, rule(PROVINCE, 0, 0)))
                .expect(201);
        Api.Answer refused = shopper.post("/api/v1/quotes", wanted(1, address(shopper, away)))
                .expect(409);
        assertThat(refused.text("/code")).isEqualTo("shipping.not-served");
        assertThat(refused.text("/errors/0/field")).isEqualTo("lines[0].skuId");
        assertThat(shopper.post("/api/v1/orders", wanted(1, null)).expect(409).text("/code"))
                .isEqualTo("shipping.not-served");
        shopper.post("/api/v1/orders", wanted(1, address(shopper, HERE))).expect(201);
    }

    @Test
    @DisplayName("One tap: sending is the producer's in the ledger, households' parts stand on the goods alone")
    void oneTap() {
        tariff();
        assertThat(shopper.post("/api/v1/orders", wanted(2, null)).expect(422).text("/code"))
                .isEqualTo("order.address-needed");
        String home = address(shopper, HERE);
        Api.Answer placed =
                shopper.post("/api/v1/orders", wanted(2, home), "one-tap-1").expect(201);
        assertThat(placed.number("/totalFen")).isEqualTo(6_666 + 1_000);
        assertThat(shopper.post("/api/v1/orders", wanted(2, home), "one-tap-1")
                        .expect(201)
                        .text("/id"))
                .isEqualTo(placed.text("/id"));
        String order = placed.text("/id");
        pay(order);
        assertThat(balance("SHIPPING")).isEqualTo(-1_000);
        assertThat(balance("CLEARING")).isEqualTo(7_666);
        assertThat(balance("SUSPENSE")).isZero();
        assertThat(books.count(
                        "SELECT CAST(sum(amount_fen) AS bigint) FROM attribution_part WHERE producer_id = :producer",
                        producer))
                .isEqualTo(6_666);
        sound();
        String path = "/api/v1/orders/" + order;
        String back = path + "/shipping-refunds";
        shopper.post(back, Map.of("reason", "迟了")).expect(403);
        assertThat(village.producer
                        .post(back, Map.of("amountFen", 1_001, "reason", "迟了"))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("order.refund-too-much");
        Api.Answer part = village.producer
                .post(back, Map.of("amountFen", 300, "reason", "迟了"))
                .expect(201);
        assertThat(part.body().at("/shipping").asBoolean()).isTrue();
        assertThat(balance("SHIPPING")).isEqualTo(-700);
        String refunds = path + "/lines/" + placed.text("/lines/0/id") + "/refunds";
        village.producer
                .post(refunds, Map.of("amountFen", 1_000, "reason", "坏了"))
                .expect(201);
        assertThat(balance("SHIPPING")).isEqualTo(-700);
        village.producer.post(refunds, Map.of("reason", "不要了")).expect(201);
        assertThat(shopper.get(path).expect(200).text("/status")).isEqualTo("REFUNDED");
        assertThat(shopper.get(path).expect(200).number("/shippingRefundedFen")).isEqualTo(1_000);
        assertThat(shopper.get(path + "/refunds").expect(200).body()).hasSize(4);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(balance("CLEARING")).isZero();
            assertThat(balance("SHIPPING")).isZero();
            assertThat(balance("SUSPENSE")).isZero();
        });
        await().atMost(PATIENCE).untilAsserted(this::sound);
    }

    @Test
    @DisplayName("What is taken off is posted by who bears it; parts stand on the net, and go back with it")
    void discounts() {
        tariff();
        String quote = shopper.post("/api/v1/quotes", wanted(2, address(shopper, HERE)))
                .expect(201)
                .text("/id");
        String platform = "00000000-0000-0000-0000-000000000000";
        List<Object[]> taken = new ArrayList<>();
        taken.add(new Object[] {"PRODUCER", producer.value(), 500L});
        taken.add(new Object[] {"PLATFORM", UUID.fromString(platform), 166L});
        taken.forEach(one -> shelf.run(
                "INSERT INTO order_quote_discount (quote_id, n, promotion_id, bearer, bearer_id, amount_fen)"
                        + " VALUES (?, 1, ?, ?, ?, ?)",
                UUID.fromString(quote),
                Uuids.next(),
                one[0],
                one[1],
                one[2]));
        Api.Answer placed =
                shopper.post("/api/v1/orders", Map.of("quoteId", quote)).expect(201);
        assertThat(placed.number("/orders/0/totalFen")).isEqualTo(6_000 + 1_000);
        assertThat(placed.number("/orders/0/lines/0/discountFen")).isEqualTo(666);
        String order = placed.text("/orders/0/id");
        pay(order);
        assertThat(balance("DISCOUNT_BORNE")).isEqualTo(666);
        assertThat(balance("DISCOUNT_DUE")).isEqualTo(-666);
        assertThat(books.count(
                        "SELECT CAST(sum(amount_fen) AS bigint) FROM attribution_part WHERE producer_id = :producer",
                        producer))
                .isEqualTo(6_000);
        sound();
        String refunds = "/api/v1/orders/" + order + "/lines/" + placed.text("/orders/0/lines/0/id") + "/refunds";
        assertThat(village.producer
                        .post(refunds, Map.of("quantity", 1, "reason", "坏了"))
                        .expect(201)
                        .number("/amountFen"))
                .isEqualTo(3_000);
        assertThat(balance("DISCOUNT_BORNE")).isEqualTo(333);
        await().atMost(PATIENCE).untilAsserted(this::sound);
        village.producer.post(refunds, Map.of("reason", "坏了")).expect(201);
        assertThat(balance("DISCOUNT_BORNE")).isZero();
        assertThat(balance("DISCOUNT_DUE")).isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(balance("CLEARING")).isZero());
        await().atMost(PATIENCE).untilAsserted(this::sound);
    }

    @Test
    @DisplayName("Who calls it off says why; who has paid asks for all of it, and before it is packed all goes back")
    void calledOff() {
        tariff();
        String home = address(shopper, HERE);
        String first =
                shopper.post("/api/v1/orders", wanted(1, home)).expect(201).text("/id");
        String cancellation = "/api/v1/orders/" + first + "/cancellation";
        shopper.post(cancellation, Map.of("reason", "BORED")).expect(400);
        Api.Answer cancelled = shopper.post(cancellation, Map.of("reason", "WRONG_ADDRESS", "note", "搬家了"))
                .expect(200);
        assertThat(cancelled.text("/cancelReason")).isEqualTo("WRONG_ADDRESS");
        assertThat(village.producer.get("/api/v1/orders/" + first).expect(200).text("/cancelNote"))
                .isEqualTo("搬家了");
        shopper.post(cancellation, Map.of()).expect(409);
        String second =
                shopper.post("/api/v1/orders", wanted(2, home)).expect(201).text("/id");
        String refunds = "/api/v1/orders/" + second + "/refunds";
        assertThat(shopper.post(refunds, Map.of("reason", "不要了")).expect(409).text("/code"))
                .isEqualTo("order.not-paid");
        pay(second);
        Api stranger = village.shopper();
        stranger.post(refunds, Map.of("reason", "不要了")).expect(404);
        String asked = shopper.post(refunds, Map.of("reason", "不要了"), "call-it-off")
                .expect(201)
                .text("/items/0/id");
        assertThat(shopper.post(refunds, Map.of("reason", "不要了"), "call-it-off")
                        .expect(201)
                        .text("/items/0/id"))
                .isEqualTo(asked);
        assertThat(shopper.post(refunds, Map.of("reason", "不要了")).expect(409).text("/code"))
                .isEqualTo("payment.refund-asked");
        village.producer
                .post("/api/v1/orders/" + second + "/refunds/" + asked + "/acceptance", Map.of())
                .expect(200);
        Api.Answer back = shopper.get("/api/v1/orders/" + second).expect(200);
        assertThat(back.text("/status")).isEqualTo("REFUNDED");
        assertThat(back.number("/shippingRefundedFen")).isEqualTo(1_000);
        assertThat(balance("SHIPPING")).isZero();
        assertThat(shopper.get("/api/v1/orders/" + second + "/refunds")
                        .expect(200)
                        .body())
                .hasSize(2);
        String third =
                shopper.post("/api/v1/orders", wanted(3, home)).expect(201).text("/id");
        pay(third);
        assertThat(village.producer
                        .post("/api/v1/orders/" + third + "/refunds", Map.of("reason", "缺货"))
                        .expect(201)
                        .number("/items/0/amountFen"))
                .isEqualTo(9_999);
        assertThat(balance("CLEARING")).isZero();
        assertThat(village.producer
                        .post("/api/v1/orders/" + third + "/refunds", Map.of("reason", "缺货"))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("order.refund-too-much");
        await().atMost(PATIENCE).untilAsserted(this::sound);
    }
}
