package org.livelihood.sale.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who drafts, publishes and ends promotions, and what they must say. */
@JourneyTest
class PromotionDeskJourneyTest {

    private static final String PROMOTIONS = "/api/v1/promotions";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Village village;
    private Instant now;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        now = Instant.now();
    }

    private Map<String, Object> draft() {
        Map<String, Object> draft = new HashMap<>(Map.of(
                "title", "端午 95 折",
                "scope", "PRODUCER",
                "producerId", village.producerId,
                "bearer", "PRODUCER",
                "kind", "PERCENT",
                "perMille", 50,
                "capFen", 1_000,
                "given", "PUBLIC",
                "claims", 100));
        draft.put("claimFrom", now.minusSeconds(60).toString());
        draft.put("claimUntil", now.plus(Duration.ofDays(3)).toString());
        draft.put("useFrom", now.minusSeconds(60).toString());
        draft.put("useUntil", now.plus(Duration.ofDays(5)).toString());
        return draft;
    }

    private Map<String, Object> with(String key, @Nullable Object value) {
        Map<String, Object> draft = draft();
        draft.put(key, value);
        return draft;
    }

    private Map<String, Object> with(String key, Object value, String other, Object its) {
        Map<String, Object> draft = with(key, value);
        draft.put(other, its);
        return draft;
    }

    private Api.Answer decided(Api who, String id, String what, String version) {
        return who.send(HttpMethod.POST, PROMOTIONS + "/" + id + "/" + what, null, Map.of("If-Match", version));
    }

    private void refused(String code, Api who, Map<String, Object> draft) {
        assertThat(who.post(PROMOTIONS, draft).text("/code")).isEqualTo(code);
    }

    @Test
    @DisplayName("A draft is changed; what is published stands, and is only ended")
    void aDraftIsPublishedAndEnded() {
        Api keeper = village.producer;
        String id = keeper.post(PROMOTIONS, draft()).expect(201).text("/promotion/id");
        String one = PROMOTIONS + "/" + id;
        String listed = PROMOTIONS + "?producer=" + village.producerId;
        assertThat(Api.guest(web).get(listed).expect(200).body().toString()).doesNotContain(id);
        village.shopper().put(one + "/coupon", Map.of()).expect(404);
        Map<String, Object> anew = with("perMille", 80);
        keeper.send(HttpMethod.PUT, one, anew, Map.of("If-Match", "\"9\"")).expect(412);
        assertThat(keeper.send(HttpMethod.PUT, one, anew, Map.of("If-Match", "W/\"1\""))
                        .expect(200)
                        .number("/promotion/perMille"))
                .isEqualTo(80);
        assertThat(decided(keeper, id, "publication", "\"1\"").expect(412).text("/code"))
                .isEqualTo("promotion.stale");
        decided(keeper, id, "publication", "\"2\"").expect(200);
        assertThat(keeper.send(HttpMethod.PUT, one, anew, Map.of("If-Match", "*"))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("promotion.wrong-state");
        decided(keeper, id, "publication", "*").expect(409);
        Api.Answer offered = Api.guest(web).get(listed).expect(200);
        assertThat(offered.text("/items/0/id")).isEqualTo(id);
        Api.guest(web)
                .send(
                        HttpMethod.GET,
                        listed,
                        null,
                        Map.of(
                                HttpHeaders.IF_NONE_MATCH,
                                String.valueOf(offered.headers().getETag())))
                .expect(304);
        Api shopper = village.shopper();
        String coupon = shopper.put(one + "/coupon", Map.of()).expect(200).text("/id");
        decided(keeper, id, "end", "\"3\"").expect(200);
        decided(keeper, id, "end", "*").expect(409);
        assertThat(Api.guest(web).get(listed).expect(200).body().toString()).doesNotContain(id);
        village.shopper().put(one + "/coupon", Map.of()).expect(404);
        assertThat(shopper.get("/api/v1/coupons?state=USABLE").expect(200).text("/items/0/id"))
                .isEqualTo(coupon);
        assertThat(keeper.get(PROMOTIONS + "/kept?producer=" + village.producerId)
                        .expect(200)
                        .text("/items/0/status"))
                .isEqualTo("ENDED");
    }

    @Test
    @DisplayName("Who bears it decides: nobody spends another's money")
    void whoBearsItDecides() {
        refused("producer.not-found", new Village(web, tokens, "WORKSHOP").producer, draft());
        refused("promotion.bearer-decides", village.host, draft());
        refused("promotion.bearer-decides", village.admin, draft());
        refused("promotion.bearer-decides", village.producer, with("bearer", "PLATFORM"));
        String platforms = village.admin
                .post(PROMOTIONS, with("bearer", "PLATFORM"))
                .expect(201)
                .text("/promotion/id");
        assertThat(decided(village.producer, platforms, "publication", "*")
                        .expect(403)
                        .text("/code"))
                .isEqualTo("promotion.bearer-decides");
        decided(new Village(web, tokens, "WORKSHOP").producer, platforms, "publication", "*")
                .expect(404);
        village.producer.get(PROMOTIONS + "/kept").expect(403);
        village.admin.get(PROMOTIONS + "/kept").expect(200);
        new Village(web, tokens, "WORKSHOP")
                .producer
                .get(PROMOTIONS + "/kept?producer=" + village.producerId)
                .expect(404);
        decided(village.admin, platforms, "end", "*").expect(200);
    }

    @Test
    void whatSaysTooLittleOrTooMuchIsRefused() {
        Api keeper = village.producer;
        String nobodys = Uuids.next().toString();
        refused("promotion.scope", keeper, with("scope", "LISTING"));
        refused("promotion.scope", keeper, with("listingId", nobodys));
        refused("promotion.scope", village.admin, with("scope", "PLATFORM", "bearer", "PLATFORM"));
        refused("promotion.scope-unknown", keeper, with("scope", "LISTING", "listingId", nobodys));
        refused("promotion.scope-unknown", keeper, with("scope", "SESSION", "sessionId", nobodys));
        refused("promotion.bearer-unfit", keeper, with("bearer", "HOST"));
        refused("promotion.terms", keeper, with("amountFen", 1));
        refused("promotion.terms", keeper, with("perMille", null));
        refused("promotion.terms", keeper, with("kind", "AMOUNT", "amountFen", 1));
        refused(
                "promotion.times",
                keeper,
                with("claimUntil", now.minusSeconds(60).toString()));
        refused("promotion.times", keeper, with("useUntil", now.minusSeconds(60).toString()));
        refused("promotion.times", keeper, with("useDays", 3));
        refused("promotion.times", keeper, with("useFrom", null));
        refused("promotion.code-unfit", keeper, with("code", "SUMMER-2026"));
    }

    @Test
    @DisplayName("What each takes: so many statements, however many coupons there are")
    void statements() {
        Api keeper = village.producer;
        String id = keeper.post(PROMOTIONS, draft()).expect(201).text("/promotion/id");
        decided(keeper, id, "publication", "*").expect(200);
        Api shopper = village.shopper();
        assertThat(shopper.counted()
                        .put(PROMOTIONS + "/" + id + "/coupon", Map.of())
                        .expect(200)
                        .statements())
                .isEqualTo(3);
        assertThat(shopper.counted().get("/api/v1/coupons").expect(200).statements())
                .isEqualTo(1);
        assertThat(shopper.counted().get("/api/v1/coupons/counts").expect(200).statements())
                .isEqualTo(1);
        assertThat(Api.guest(web)
                        .counted()
                        .get(PROMOTIONS + "?producer=" + village.producerId)
                        .expect(200)
                        .statements())
                .isEqualTo(1);
        String socks = village.sku("Socks", 3_000);
        String coupon = shopper.get("/api/v1/coupons").text("/items/0/id");
        Map<String, Object> wanted = new HashMap<>(Map.of("lines", List.of(Map.of("skuId", socks, "quantity", 1))));
        shopper.post("/api/v1/quotes", wanted).expect(201);
        int plain = shopper.counted().post("/api/v1/quotes", wanted).expect(201).statements();
        wanted.put("couponIds", List.of(coupon));
        assertThat(shopper.counted().post("/api/v1/quotes", wanted).expect(201).statements())
                .isEqualTo(plain + 1);
    }
}
