package org.livelihood.sale.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Coupons from their draft to the ledger and back to the buyer, over HTTP. */
@JourneyTest
class CouponJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PROMOTIONS = "/api/v1/promotions";
    private static final long SOCKS_FEN = 3_333;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Books books;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Coupons coupons;

    private Village village;
    private ProducerId producer;
    private Api shopper;
    private String socks;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        producer = new ProducerId(UUID.fromString(village.producerId));
        shopper = village.shopper();
        village.household("a", "WORKER");
        socks = village.sku("Socks", SOCKS_FEN);
        village.lot(socks, village.agreement(Village.workshopTerms()), 20, null, new Object[][] {{"a", "knit", 100}});
    }

    /** 5 yuan off from 60 yuan on, by a tap, from yesterday to in a month. */
    private Map<String, Object> draft() {
        Instant now = Instant.now();
        Map<String, Object> draft = new HashMap<>(Map.of(
                "title", "满60减5",
                "scope", "PRODUCER",
                "producerId", producer.toString(),
                "bearer", "PRODUCER",
                "kind", "AMOUNT",
                "amountFen", 500,
                "thresholdFen", 6_000,
                "given", "PUBLIC",
                "claims", 100));
        draft.put("claimFrom", now.minus(Duration.ofDays(1)).toString());
        draft.put("claimUntil", now.plus(Duration.ofDays(30)).toString());
        draft.put("useDays", 7);
        return draft;
    }

    /** 15 %, at most 7 yuan, of everything. */
    private Map<String, Object> ofThePlatform() {
        Map<String, Object> draft = draft();
        draft.remove("producerId");
        draft.remove("amountFen");
        draft.putAll(Map.of(
                "scope",
                "PLATFORM",
                "bearer",
                "PLATFORM",
                "kind",
                "PERCENT",
                "perMille",
                150,
                "capFen",
                700,
                "thresholdFen",
                0));
        return draft;
    }

    private String published(Api keeper, Map<String, Object> draft) {
        String id = keeper.post(PROMOTIONS, draft).expect(201).text("/promotion/id");
        keeper.send(HttpMethod.POST, PROMOTIONS + "/" + id + "/publication", null, Map.of("If-Match", "\"1\""))
                .expect(200);
        return id;
    }

    private static Api.Answer claim(Api buyer, String promotion) {
        return buyer.put(PROMOTIONS + "/" + promotion + "/coupon", Map.of());
    }

    private String coupon(Api keeper, Map<String, Object> draft) {
        return claim(shopper, published(keeper, draft)).expect(200).text("/id");
    }

    private Api.Answer quote(Api buyer, String sku, int units, String... coupons) {
        return buyer.post(
                "/api/v1/quotes",
                Map.of("lines", List.of(Map.of("skuId", sku, "quantity", units)), "couponIds", List.of(coupons)));
    }

    private Api.Answer bought(String quote) {
        return shopper.post("/api/v1/orders", Map.of("quoteId", quote));
    }

    private String stateOf(String coupon) {
        return shopper.get("/api/v1/coupons")
                .expect(200)
                .body()
                .at("/items")
                .valueStream()
                .filter(one -> one.at("/id").asString().equals(coupon))
                .map(one -> one.at("/state").asString())
                .findFirst()
                .orElseThrow();
    }

    private void pay(String order) {
        Village.pay(web, shopper, order);
        await().atMost(PATIENCE)
                .until(() -> shopper.get("/api/v1/orders/" + order).text("/status"), "PAID"::equals);
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

    private static List<Integer> atOnce(List<Callable<Integer>> calls) {
        return Flux.fromIterable(calls)
                .flatMap(call -> Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic()), calls.size())
                .collectList()
                .block();
    }

    @Test
    @DisplayName("A producer's coupon: claimed, quoted, paid with, attributed on the net, and given back when all is")
    void fromTheDraftToTheLedgerAndBack() {
        String promotion = published(village.producer, draft());
        String coupon = claim(shopper, promotion).expect(200).text("/id");
        assertThat(claim(shopper, promotion).expect(200).text("/id")).isEqualTo(coupon);
        Api.Answer quote = quote(shopper, socks, 2, coupon).expect(201);
        assertThat(quote.number("/discountFen")).isEqualTo(500);
        assertThat(quote.number("/totalFen")).isEqualTo(2 * SOCKS_FEN - 500);
        assertThat(quote.text("/items/0/discounts/0/bearer")).isEqualTo("PRODUCER");
        assertThat(quote.text("/items/0/discounts/0/promotionId")).isEqualTo(promotion);
        Api.Answer placed = bought(quote.text("/id")).expect(201);
        String order = placed.text("/orders/0/id");
        assertThat(placed.number("/orders/0/totalFen")).isEqualTo(6_166);
        assertThat(stateOf(coupon)).isEqualTo("USED");
        assertThat(quote(shopper, socks, 2, coupon).expect(409).text("/code")).isEqualTo("promotion.used");
        pay(order);
        assertThat(balance("DISCOUNT_BORNE")).isEqualTo(500);
        assertThat(balance("DISCOUNT_DUE")).isEqualTo(-500);
        assertThat(books.count(
                        "SELECT CAST(sum(amount_fen) AS bigint) FROM attribution_part WHERE producer_id = :producer",
                        producer))
                .isEqualTo(6_166);
        sound();
        String refunds = "/api/v1/orders/" + order + "/lines/" + placed.text("/orders/0/lines/0/id") + "/refunds";
        assertThat(village.producer
                        .post(refunds, Map.of("quantity", 1, "reason", "坏了"))
                        .expect(201)
                        .number("/amountFen"))
                .isEqualTo(3_083);
        assertThat(stateOf(coupon)).isEqualTo("USED");
        village.producer.post(refunds, Map.of("reason", "坏了")).expect(201);
        assertThat(stateOf(coupon)).isEqualTo("USABLE");
        assertThat(balance("DISCOUNT_BORNE")).isZero();
        Api.Answer kept =
                village.producer.get(PROMOTIONS + "/kept?producer=" + producer).expect(200);
        assertThat(kept.number("/items/0/claimed")).isEqualTo(1);
        assertThat(kept.number("/items/0/used")).isZero();
        await().atMost(PATIENCE).untilAsserted(this::sound);
    }

    @Test
    @DisplayName("Of the platform, a part with a cap, over a producer's: one after the other, each borne by its own")
    void bothKindsAtOnce() {
        String ofProducer = coupon(village.producer, draft());
        String ofPlatform = coupon(village.admin, ofThePlatform());
        Api.Answer quote = quote(shopper, socks, 2, ofPlatform, ofProducer).expect(201);
        assertThat(quote.number("/discountFen")).isEqualTo(500 + 700);
        Api.Answer placed = bought(quote.text("/id")).expect(201);
        String order = placed.text("/orders/0/id");
        assertThat(placed.number("/orders/0/lines/0/discountFen")).isEqualTo(1_200);
        pay(order);
        assertThat(books.count(
                        "SELECT CAST(sum(amount_fen) AS bigint) FROM order_discount WHERE producer_id = :producer"
                                + " AND bearer = 'PLATFORM'",
                        producer))
                .isEqualTo(700);
        assertThat(balance("DISCOUNT_BORNE")).isEqualTo(1_200);
        sound();
        Api.Answer twice = quote(shopper, socks, 2, ofPlatform, ofPlatform).expect(422);
        assertThat(twice.text("/code")).isEqualTo("promotion.one-of-each");
        assertThat(twice.text("/errors/0/field")).isEqualTo("couponIds[1]");
    }

    @Test
    void whatCannotBeUsedIsToldWhere() {
        String coupon = coupon(village.producer, draft());
        Api.Answer below = quote(shopper, socks, 1, coupon).expect(422);
        assertThat(below.text("/code")).isEqualTo("promotion.below-threshold");
        assertThat(below.text("/errors/0/field")).isEqualTo("couponIds[0]");
        Village other = new Village(web, tokens, "WORKSHOP");
        String eggs = other.sku("Eggs", 9_000);
        assertThat(quote(shopper, eggs, 1, coupon).expect(422).text("/code")).isEqualTo("promotion.not-for-these");
        assertThat(quote(village.shopper(), socks, 2, coupon).expect(404).text("/code"))
                .isEqualTo("promotion.coupon-not-found");
        shelf.run(
                "UPDATE promotion_coupon SET usable_from = now() + interval '1 hour' WHERE id = ?",
                UUID.fromString(coupon));
        assertThat(quote(shopper, socks, 2, coupon).expect(409).text("/code")).isEqualTo("promotion.not-yet");
        shelf.run(
                "UPDATE promotion_coupon SET usable_from = claimed_at, usable_until = now() WHERE id = ?",
                UUID.fromString(coupon));
        assertThat(quote(shopper, socks, 2, coupon).expect(409).text("/code")).isEqualTo("promotion.expired");
        assertThat(shopper.get("/api/v1/coupons/counts").expect(200).number("/counts/EXPIRED"))
                .isEqualTo(1);
        assertThat(shopper.get("/api/v1/coupons?state=USABLE")
                        .expect(200)
                        .body()
                        .at("/items"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "A coupon comes back when its order is cancelled or expires; one over two producers with the last of them")
    void comesBack() {
        Village other = new Village(web, tokens, "WORKSHOP");
        other.household("b", "WORKER");
        String eggs = other.sku("Eggs", 9_000);
        other.lot(eggs, other.agreement(Village.workshopTerms()), 20, null, new Object[][] {{"b", "knit", 100}});
        String coupon = coupon(village.admin, ofThePlatform());
        Api.Answer quote = shopper.post(
                        "/api/v1/quotes",
                        Map.of(
                                "lines",
                                List.of(Map.of("skuId", socks, "quantity", 1), Map.of("skuId", eggs, "quantity", 1)),
                                "couponIds",
                                List.of(coupon)))
                .expect(201);
        assertThat(quote.number("/discountFen")).isEqualTo(700);
        Api.Answer placed = bought(quote.text("/id")).expect(201);
        assertThat(stateOf(coupon)).isEqualTo("USED");
        String first = "/api/v1/orders/" + placed.text("/orders/0/id");
        String second = "/api/v1/orders/" + placed.text("/orders/1/id");
        shopper.post(first + "/cancellation", Map.of()).expect(200);
        assertThat(stateOf(coupon)).isEqualTo("USED");
        shopper.post(second + "/cancellation", Map.of()).expect(200);
        assertThat(stateOf(coupon)).isEqualTo("USABLE");
        String again =
                bought(quote(shopper, socks, 1, coupon).text("/id")).expect(201).text("/orders/0/id");
        assertThat(stateOf(coupon)).isEqualTo("USED");
        shelf.run("UPDATE orders SET expires_at = placed_at WHERE id = ?", UUID.fromString(again));
        shelf.run("SELECT order_expire(?, now(), 10)", producer.value());
        assertThat(stateOf(coupon)).isEqualTo("USABLE");
    }

    @Test
    @DisplayName("Which of her coupons fit, the best first, and which together take off most")
    void whichFit() {
        Map<String, Object> small = draft();
        small.putAll(Map.of("amountFen", 300, "thresholdFen", 0));
        Map<String, Object> dear = draft();
        dear.put("thresholdFen", 60_000);
        String three = coupon(village.producer, small);
        String five = coupon(village.producer, draft());
        String unreached = coupon(village.producer, dear);
        String percent = coupon(village.admin, ofThePlatform());
        Map<String, Object> wanted = Map.of("lines", List.of(Map.of("skuId", socks, "quantity", 2)));
        shopper.post("/api/v1/quotes/coupons", wanted).expect(200);
        Api.Answer fitting =
                shopper.counted().post("/api/v1/quotes/coupons", wanted).expect(200);
        assertThat(fitting.statements()).isEqualTo(2);
        assertThat(fitting.body()
                        .at("/items")
                        .valueStream()
                        .map(one -> one.at("/couponId").asString()))
                .containsExactly(percent, five, three, unreached);
        assertThat(fitting.number("/items/0/discountFen")).isEqualTo(700);
        assertThat(fitting.text("/items/3/flaw")).isEqualTo("promotion.below-threshold");
        assertThat(fitting.body().at("/best").valueStream().map(JsonNode::asString))
                .containsExactly(five, percent);
        assertThat(fitting.number("/bestDiscountFen"))
                .isEqualTo(1_200)
                .isEqualTo(quote(shopper, socks, 2, five, percent).expect(201).number("/discountFen"));
    }

    @Test
    @DisplayName("Paid after its time, an order holds its coupon again, unless that was used elsewhere meanwhile")
    void paidLate() {
        String coupon = coupon(village.producer, draft());
        UUID first =
                expired(bought(quote(shopper, socks, 2, coupon).text("/id")).expect(201));
        assertThat(stateOf(coupon)).isEqualTo("USABLE");
        paidAnyway(first);
        assertThat(stateOf(coupon)).isEqualTo("USED");
        assertThat(shopper.get("/api/v1/orders/" + first).text("/status")).isEqualTo("PAID");
        String other = coupon(village.admin, ofThePlatform());
        UUID second =
                expired(bought(quote(shopper, socks, 2, other).text("/id")).expect(201));
        bought(quote(shopper, socks, 1, other).text("/id")).expect(201);
        paidAnyway(second);
        assertThat(shopper.get("/api/v1/orders/" + second).text("/status")).isEqualTo("EXPIRED");
        assertThat(books.count(
                        "SELECT count(*) FROM orders WHERE producer_id = :producer AND status = 'AWAITING_PAYMENT'",
                        producer))
                .isEqualTo(1);
    }

    private UUID expired(Api.Answer placed) {
        UUID order = UUID.fromString(placed.text("/orders/0/id"));
        shelf.run("UPDATE orders SET expires_at = placed_at WHERE id = ?", order);
        shelf.run("SELECT order_expire(?, now(), 10)", producer.value());
        return order;
    }

    private void paidAnyway(UUID order) {
        shelf.run(
                "SELECT order_settle(?, ARRAY[id], ARRAY[total_fen], now()) FROM orders WHERE id = ?",
                producer.value(),
                order);
    }

    @Test
    void fiveHundredWantAHundred() {
        Map<String, Object> draft = draft();
        PromotionId promotion = new PromotionId(UUID.fromString(published(village.producer, draft)));
        Long claimed = Flux.range(0, 500)
                .flatMap(
                        i -> coupons.claim(Tokens.shopper(), promotion)
                                .map(coupon -> 1)
                                .onErrorResume(Refusal.class, refused -> Mono.empty()),
                        64)
                .count()
                .block();
        assertThat(claimed).isEqualTo(100);
        assertThat(village.producer
                        .get(PROMOTIONS + "/kept?producer=" + producer)
                        .expect(200)
                        .number("/items/0/claimed"))
                .isEqualTo(100);
    }

    @Test
    void oneCouponInTwoOrdersAtOnceIsUsedOnce() {
        String promotion = published(village.producer, draft());
        String coupon = claim(shopper, promotion).expect(200).text("/id");
        List<String> quotes = IntStream.range(0, 6)
                .mapToObj(i -> quote(shopper, socks, 2, coupon).expect(201).text("/id"))
                .toList();
        List<Integer> answers = atOnce(quotes.stream()
                .<Callable<Integer>>map(quote -> () -> bought(quote).status())
                .toList());
        assertThat(answers).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
        assertThat(books.count(
                        "SELECT count(*) FROM orders WHERE producer_id = :producer AND status = 'AWAITING_PAYMENT'",
                        producer))
                .isEqualTo(1);
        assertThat(village.producer
                        .get(PROMOTIONS + "/kept?producer=" + producer)
                        .expect(200)
                        .number("/items/0/used"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("One-tap with a coupon, up to what may be used: whoever comes after buys nothing and holds nothing")
    void usedUp() {
        Map<String, Object> draft = draft();
        draft.put("uses", 1);
        String promotion = published(village.producer, draft);
        Map<String, Object> order = new HashMap<>(Map.of("lines", List.of(Map.of("skuId", socks, "quantity", 2))));
        order.put("couponIds", List.of(claim(shopper, promotion).expect(200).text("/id")));
        Api.Answer placed = shopper.post("/api/v1/orders", order).expect(201);
        assertThat(placed.number("/totalFen")).isEqualTo(6_166);
        Api second = village.shopper();
        order.put("couponIds", List.of(claim(second, promotion).expect(200).text("/id")));
        long before = books.count(
                "SELECT CAST(sum(reserved) AS bigint) FROM stock_pool WHERE producer_id = :producer", producer);
        assertThat(second.post("/api/v1/orders", order).expect(409).text("/code"))
                .isEqualTo("promotion.none-left");
        assertThat(books.count(
                        "SELECT CAST(sum(reserved) AS bigint) FROM stock_pool WHERE producer_id = :producer", producer))
                .isEqualTo(before);
        shopper.post("/api/v1/orders/" + placed.text("/id") + "/cancellation", Map.of())
                .expect(200);
        second.post("/api/v1/orders", order, "after-the-first").expect(201);
    }

    @Test
    void fiftyClaimTen() {
        Map<String, Object> draft = draft();
        draft.put("claims", 10);
        String promotion = published(village.producer, draft);
        List<Api> buyers =
                IntStream.range(0, 50).mapToObj(i -> village.shopper()).toList();
        List<Integer> answers = atOnce(buyers.stream()
                .<Callable<Integer>>map(buyer -> () -> claim(buyer, promotion).status())
                .toList());
        assertThat(answers).filteredOn(status -> status == 200).hasSize(10);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(40);
        assertThat(claim(village.shopper(), promotion).expect(409).text("/code"))
                .isEqualTo("promotion.none-left");
    }

    @Test
    void oneBuyerWhoTapsTwentyTimesHasOne() {
        String promotion = published(village.producer, draft());
        List<Integer> answers = atOnce(IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(
                        i -> () -> claim(shopper, promotion).status())
                .toList());
        assertThat(answers).containsOnly(200);
        assertThat(shopper.get("/api/v1/coupons/counts").expect(200).number("/counts/USABLE"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("A code: in any case, from a list of nobody's, and whoever guesses must wait")
    void codes() {
        Map<String, Object> draft = draft();
        String code = "Spring-" + Uuids.next().toString().substring(24);
        draft.putAll(Map.of("given", "CODE", "code", code));
        String promotion = published(village.producer, draft);
        assertThat(claim(shopper, promotion).expect(404).text("/code")).isEqualTo("promotion.not-found");
        String coupon = shopper.post("/api/v1/coupons/codes", Map.of("code", " " + code.toUpperCase() + " "))
                .expect(200)
                .text("/id");
        assertThat(shopper.post("/api/v1/coupons/codes", Map.of("code", code.toLowerCase()))
                        .expect(200)
                        .text("/id"))
                .isEqualTo(coupon);
        assertThat(village.producer.post(PROMOTIONS, draft).expect(409).text("/code"))
                .isEqualTo("promotion.code-taken");
        draft.remove("code");
        assertThat(village.producer.post(PROMOTIONS, draft).expect(201).text("/code"))
                .hasSize(12);
        assertThat(Api.guest(web)
                        .get(PROMOTIONS + "?producer=" + producer)
                        .body()
                        .toString())
                .doesNotContain(promotion);
        Api guesser = village.shopper();
        for (int i = 0; i < 10; i++) {
            assertThat(guesser.post("/api/v1/coupons/codes", Map.of("code", "GUESS-" + i))
                            .expect(404)
                            .text("/code"))
                    .isEqualTo("promotion.code-unknown");
        }
        guesser.post("/api/v1/coupons/codes", Map.of("code", code)).expect(429);
    }

    @Test
    @DisplayName("A host bears what she agrees to, and releases it in her room for a while")
    void inARoom() {
        String session = village.session(0, null);
        village.show(session, socks, 3_000, null, 0);
        Map<String, Object> draft = draft();
        draft.putAll(Map.of("scope", "SESSION", "sessionId", session, "bearer", "HOST", "given", "ROOM"));
        draft.put("thresholdFen", 0);
        String id = village.producer.post(PROMOTIONS, draft).expect(201).text("/promotion/id");
        String one = PROMOTIONS + "/" + id;
        assertThat(village.producer
                        .send(HttpMethod.POST, one + "/publication", null, Map.of("If-Match", "*"))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("promotion.host-not-agreed");
        village.producer.post(one + "/agreement", Map.of()).expect(403);
        village.host.post(one + "/agreement", Map.of()).expect(200);
        village.producer
                .send(HttpMethod.POST, one + "/publication", null, Map.of("If-Match", "W/\"2\""))
                .expect(200);
        assertThat(claim(shopper, id).expect(409).text("/code")).isEqualTo("promotion.not-released");
        village.host
                .post(
                        "/api/v1/sessions/" + session + "/coupon-releases",
                        Map.of("promotionId", id, "pieces", 1, "seconds", 60))
                .expect(201);
        assertThat(Api.guest(web)
                        .get(PROMOTIONS + "?producer=" + producer + "&session=" + session)
                        .expect(200)
                        .text("/items/0/id"))
                .isEqualTo(id);
        String coupon = claim(shopper, id).expect(200).text("/id");
        assertThat(claim(village.shopper(), id).expect(409).text("/code")).isEqualTo("promotion.not-released");
        Map<String, Object> order = new HashMap<>(Map.of("lines", List.of(Map.of("skuId", socks, "quantity", 2))));
        order.put("couponIds", List.of(coupon));
        assertThat(shopper.post("/api/v1/orders", order).expect(422).text("/code"))
                .isEqualTo("promotion.not-for-these");
        order.put("sessionId", session);
        Api.Answer placed = shopper.post("/api/v1/orders", order).expect(201);
        assertThat(placed.number("/totalFen")).isEqualTo(5_500);
        pay(placed.text("/id"));
        assertThat(books.count(
                        "SELECT count(*) FROM order_discount WHERE producer_id = :producer AND bearer = 'HOST'"
                                + " AND bearer_id = '"
                                + Party.ofHost(village.hostAccount).id() + "'",
                        producer))
                .isEqualTo(1);
        sound();
    }
}
