package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.sale.wechatpay.WechatPayNotice;
import org.livelihood.sale.wechatpay.WechatPayServer;
import org.livelihood.support.Api;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.LocalProviders;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A shopper with nothing but her phone: from the mini program's code to the coupon that she gets back. */
@JourneyTest
class PhoneJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SOCKS = "洪单村纯棉袜";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Books books;

    @Autowired
    private Shelf shelf;

    private final WechatPayServer wechat = LocalProviders.wechatPay();
    private Village knitters;
    private Village farmers;
    private Api phone;

    private static ProducerId of(Village village) {
        return new ProducerId(UUID.fromString(village.producerId));
    }

    private Village selling(String title, long priceFen, String stands) {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("a", stands);
        village.household("b", stands);
        String sku = village.sku(title, priceFen);
        village.lot(
                sku,
                village.agreement(Village.workshopTerms()),
                20,
                null,
                new Object[] {"a", "knit", 100},
                new Object[] {"b", "knit", 50});
        return village;
    }

    private void signIn(String openid) {
        String code = "login-" + UUID.randomUUID();
        LocalProviders.weixin().opens(openid, code);
        phone = Api.of(
                web,
                Api.guest(web)
                        .impatient()
                        .post("/api/v1/auth/mini-program", Map.of("code", code))
                        .expect(200)
                        .text("/accessToken"));
    }

    /** The SKU that a search finds as the first. */
    private String found(Village seller, String text) {
        String listing = Api.guest(web)
                .get("/api/v1/listings?producer=" + seller.producerId + "&q=" + text)
                .expect(200)
                .text("/items/0/id");
        return Api.guest(web).get("/api/v1/listings/" + listing).expect(200).text("/skus/0/id");
    }

    /** 8 yuan for the first piece, one for each further; free from 200 yuan. */
    private static Map<String, Object> tariff() {
        Map<String, Object> rule = new HashMap<>(Map.of("first", 1, "firstFeeFen", 800, "step", 1, "stepFeeFen", 100));
        rule.put("freeFrom", Map.of("amountFen", 20_000));
        return Map.of("name", "普通", "basis", "PIECE", "rules", List.of(rule));
    }

    private String coupon() {
        Instant now = Instant.now();
        Map<String, Object> draft = new HashMap<>(Map.of(
                "title",
                "满60减5",
                "scope",
                "PRODUCER",
                "producerId",
                knitters.producerId,
                "bearer",
                "PRODUCER",
                "kind",
                "AMOUNT",
                "amountFen",
                500,
                "thresholdFen",
                6_000,
                "given",
                "PUBLIC",
                "claims",
                100,
                "useDays",
                7));
        draft.put("claimFrom", now.minus(Duration.ofDays(1)).toString());
        draft.put("claimUntil", now.plus(Duration.ofDays(30)).toString());
        String id =
                knitters.producer.post("/api/v1/promotions", draft).expect(201).text("/promotion/id");
        knitters.producer
                .send(HttpMethod.POST, "/api/v1/promotions/" + id + "/publication", null, Map.of("If-Match", "\"1\""))
                .expect(200);
        return phone.put("/api/v1/promotions/" + id + "/coupon", Map.of())
                .expect(200)
                .text("/id");
    }

    private Api.Answer notify(WechatPayNotice notice) {
        Map<String, String> headers = new HashMap<>(notice.headers().toSingleValueMap());
        headers.put("Content-Type", "application/json");
        return Api.guest(web)
                .send(
                        HttpMethod.POST,
                        "/api/v1/payments/notifications/wechatpay",
                        new String(notice.body(), StandardCharsets.UTF_8),
                        headers);
    }

    private long sum(String what, Village village) {
        return books.count("SELECT CAST(coalesce(sum(amount_fen), 0) AS bigint) FROM " + what, of(village));
    }

    private long balance(String account, Village village) {
        return books.balance(account, of(village));
    }

    private long parts(Village village) {
        return sum("attribution_part WHERE producer_id = :producer", village);
    }

    private static JsonNode orderOf(Api.Answer bought, Village village) {
        return bought.body()
                .at("/orders")
                .valueStream()
                .filter(order -> order.at("/producerId").asString().equals(village.producerId))
                .findFirst()
                .orElseThrow();
    }

    private String status(JsonNode order) {
        return phone.get("/api/v1/orders/" + order.at("/id").asString()).text("/status");
    }

    private void sound() {
        for (Village village : List.of(knitters, farmers)) {
            books.requireSound(village.auditor, of(village), "I1", "I2", "I3", "I4", "I5", "I13");
        }
    }

    @Test
    @DisplayName("Sign in, search, cart over two producers, address, coupon, quote, WeChat Pay, refund, coupon back")
    void fromTheCodeToTheCoupon() {
        knitters = selling(SOCKS, 3_333, "WORKER");
        farmers = selling("新车村山核桃", 4_500, "WORKER");
        knitters.producer
                .post("/api/v1/producers/" + knitters.producerId + "/shipping-templates", tariff())
                .expect(201);
        String openid = "o" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        signIn(openid);

        String socks = found(knitters, "棉袜");
        assertThat(List.of(found(knitters, "mianwa"), found(knitters, "hdccmw")))
                .containsOnly(socks);
        String nuts = found(farmers, "核桃");
        phone.post("/api/v1/cart/lines", Map.of("skuId", socks, "quantity", 2)).expect(201);
        phone.post("/api/v1/cart/lines", Map.of("skuId", nuts, "quantity", 1)).expect(201);
        Map<String, Object> home =
                Map.of("recipient", "王小明", "phone", "13800138000", "regionCode", Village.CODE, "detail", "1号");
        String address = phone.post("/api/v1/addresses", home).expect(201).text("/id");
        String coupon = coupon();

        Api.Answer quotes = phone.post("/api/v1/cart/quotes", Map.of("couponIds", List.of(coupon)))
                .expect(201);
        assertThat(quotes.body().at("/quotes")).hasSize(1);
        assertThat(quotes.number("/quotes/0/goodsFen")).isEqualTo(6_666 + 4_500);
        assertThat(quotes.number("/quotes/0/discountFen")).isEqualTo(500);
        assertThat(quotes.number("/quotes/0/shippingFen")).isEqualTo(900);
        assertThat(quotes.number("/quotes/0/totalFen")).isEqualTo(11_566);
        Api.Answer bought = phone.post(
                        "/api/v1/orders", Map.of("quoteId", quotes.text("/quotes/0/id"), "addressId", address))
                .expect(201);
        assertThat(bought.number("/totalFen")).isEqualTo(11_566);
        assertThat(phone.get("/api/v1/cart").expect(200).body().at("/lines")).isEmpty();
        JsonNode ofSocks = orderOf(bought, knitters);
        JsonNode ofNuts = orderOf(bought, farmers);

        paidByWechat(openid, List.of(ofSocks, ofNuts));
        await().atMost(PATIENCE).until(() -> parts(knitters) == 6_166 && parts(farmers) == 4_500);
        assertThat(balance("SHIPPING", knitters)).isEqualTo(-900);
        assertThat(balance("DISCOUNT_BORNE", knitters)).isEqualTo(500);
        assertThat(balance("CLEARING", knitters) + balance("CLEARING", farmers)).isEqualTo(11_566);
        assertThat(phone.get("/api/v1/orders/counts").expect(200).number("/byStatus/PAID"))
                .isEqualTo(2);
        sound();

        givenBack(ofSocks, coupon);
    }

    /** The notice comes when the orders' time is long over, and twice; a probe before it changes nothing. */
    private void paidByWechat(String openid, List<JsonNode> orders) {
        Map<String, Object> way = new HashMap<>(Map.of("provider", "wechatpay", "method", "JSAPI", "payerId", openid));
        way.put(
                "orderIds",
                orders.stream().map(order -> order.at("/id").asString()).toList());
        Api.Answer payment = phone.post("/api/v1/payments", way).expect(201);
        assertThat(payment.text("/launch/paySign")).isNotBlank();
        String number = payment.text("/id").replace("-", "");
        wechat.pay(number);
        for (Village village : List.of(knitters, farmers)) {
            shelf.run(
                    "UPDATE orders SET expires_at = now() - interval '1 minute' WHERE producer_id = ?",
                    of(village).value());
        }
        WechatPayNotice notice = wechat.notice(number);
        notify(notice.wronglySigned()).expect(401);
        assertThat(orders.stream().map(this::status)).containsOnly("AWAITING_PAYMENT");
        notify(notice).expect(200);
        notify(notice).expect(200);
        assertThat(orders.stream().map(this::status)).containsOnly("PAID");
    }

    private void givenBack(JsonNode order, String coupon) {
        String path = "/api/v1/orders/" + order.at("/id").asString();
        String line = path + "/lines/" + order.at("/lines/0/id").asString() + "/refunds";
        String asked = phone.post(line, Map.of("quantity", 1, "reason", "小了"))
                .expect(201)
                .text("/id");
        Api.Answer part = knitters.producer
                .post(path + "/refunds/" + asked + "/acceptance", Map.of())
                .expect(200);
        assertThat(part.number("/amountFen")).isEqualTo(3_083);
        await().atMost(PATIENCE).until(() -> parts(knitters) == 3_083);
        assertThat(balance("DISCOUNT_BORNE", knitters)).isEqualTo(250);
        assertThat(stateOf(coupon)).isEqualTo("USED");
        knitters.producer.post(path + "/refunds", Map.of("reason", "缺货")).expect(201);
        assertThat(phone.get(path).expect(200).text("/status")).isEqualTo("REFUNDED");
        assertThat(phone.get(path).expect(200).number("/shippingRefundedFen")).isEqualTo(900);
        await().atMost(PATIENCE).until(() -> parts(knitters) == 0);
        for (String account : List.of("CLEARING", "SUSPENSE", "SHIPPING", "DISCOUNT_BORNE", "DISCOUNT_DUE")) {
            assertThat(balance(account, knitters)).as(account).isZero();
        }
        assertThat(stateOf(coupon)).isEqualTo("USABLE");
        assertThat(parts(farmers)).isEqualTo(4_500);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(phone.get(path + "/refunds")
                                .expect(200)
                                .body()
                                .valueStream()
                                .map(refund -> refund.at("/status").asString()))
                        .containsOnly("SUCCEEDED"));
        await().atMost(PATIENCE).untilAsserted(this::sound);
    }

    private String stateOf(String coupon) {
        return phone.get("/api/v1/coupons")
                .expect(200)
                .body()
                .at("/items")
                .valueStream()
                .filter(one -> one.at("/id").asString().equals(coupon))
                .map(one -> one.at("/state").asString())
                .findFirst()
                .orElseThrow();
    }
}
