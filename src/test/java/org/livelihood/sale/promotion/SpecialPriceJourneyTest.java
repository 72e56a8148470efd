package org.livelihood.sale.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Prices for a while and from so many units on, over HTTP. */
@JourneyTest
class SpecialPriceJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private Village village;
    private Api shopper;
    private String prices;
    private String socks;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        shopper = village.shopper();
        prices = "/api/v1/producers/" + village.producerId + "/special-prices";
        village.household("a", "WORKER");
        socks = village.sku("Socks", 3_000);
        village.lot(socks, village.agreement(Village.workshopTerms()), 50, null, new Object[][] {{"a", "knit", 100}});
    }

    private Map<String, Object> price(long fen, int fromUnits, @Nullable Instant from, @Nullable Instant until) {
        Map<String, Object> body = new HashMap<>(Map.of("skuId", socks, "priceFen", fen, "fromUnits", fromUnits));
        if (from != null) {
            body.put("from", from.toString());
        }
        if (until != null) {
            body.put("until", until.toString());
        }
        return body;
    }

    private Api.Answer quote(int units) {
        return shopper.post("/api/v1/quotes", Map.of("lines", List.of(Map.of("skuId", socks, "quantity", units))))
                .expect(201);
    }

    private Map<String, Object> oneTap(int units) {
        return Map.of("lines", List.of(Map.of("skuId", socks, "quantity", units)));
    }

    @Test
    @DisplayName("A window and a ladder: the lower of the two, and it is over when it is over")
    void windowAndLadder() {
        Instant now = Instant.now();
        String window = village.producer
                .post(prices, price(2_600, 1, now.minusSeconds(60), now.plusSeconds(3_600)))
                .expect(201)
                .text("/id");
        village.producer.post(prices, price(2_500, 3, null, null)).expect(201);
        village.producer.post(prices, price(2_000, 10, null, null)).expect(201);
        assertThat(quote(1).number("/totalFen")).isEqualTo(2_600);
        assertThat(quote(2).number("/discountFen")).isEqualTo(800);
        assertThat(quote(3).number("/totalFen")).isEqualTo(7_500);
        assertThat(quote(10).number("/totalFen")).isEqualTo(20_000);
        Api.Answer order = shopper.post("/api/v1/orders", oneTap(2)).expect(201);
        assertThat(order.number("/totalFen")).isEqualTo(5_200);
        assertThat(order.number("/lines/0/priceFen")).isEqualTo(3_000);
        assertThat(order.number("/lines/0/discountFen")).isEqualTo(800);
        Api.Answer offered = Api.guest(web)
                .counted()
                .get("/api/v1/promotions/prices?producer=" + village.producerId)
                .expect(200);
        assertThat(offered.body().at("/items")).hasSize(3);
        assertThat(offered.statements()).isZero();
        Api.guest(web)
                .send(
                        HttpMethod.GET,
                        "/api/v1/promotions/prices?producer=" + village.producerId,
                        null,
                        Map.of(
                                HttpHeaders.IF_NONE_MATCH,
                                String.valueOf(offered.headers().getETag())))
                .expect(304);
        Api.Answer cart = shopper.put("/api/v1/cart/lines", Map.of("skuId", socks, "quantity", 3))
                .expect(200);
        assertThat(cart.number("/lines/0/priceFen")).isEqualTo(3_000);
        assertThat(cart.number("/lines/0/paysFen")).isEqualTo(2_500);
        assertThat(cart.number("/totalFen")).isEqualTo(7_500);
        String session = village.session(0, null);
        village.show(session, socks, 2_550, null, 0);
        Map<String, Object> inTheRoom = new HashMap<>(oneTap(2));
        inTheRoom.put("sessionId", session);
        assertThat(shopper.post("/api/v1/orders", inTheRoom).expect(201).number("/totalFen"))
                .isEqualTo(5_100);
        village.producer.delete(prices + "/" + window).expect(204);
        assertThat(village.producer.delete(prices + "/" + window).expect(404).text("/code"))
                .isEqualTo("promotion.price-not-found");
        assertThat(quote(1).number("/totalFen")).isEqualTo(3_000);
        assertThat(quote(2).number("/discountFen")).isZero();
        assertThat(village.host.get(prices).expect(200).body().at("/items")).hasSize(2);
    }

    @Test
    void windowsOfOneSkuDoNotOverlapAndAreNeverDearer() {
        Instant from = Instant.now().plus(Duration.ofDays(1));
        Instant until = from.plus(Duration.ofHours(2));
        String id = village.producer
                .post(prices, price(2_600, 1, from, until))
                .expect(201)
                .text("/id");
        assertThat(quote(1).number("/totalFen")).isEqualTo(3_000);
        assertThat(village.producer
                        .post(prices, price(2_500, 1, until.minusSeconds(1), null))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("promotion.price-overlaps");
        village.producer.post(prices, price(2_500, 1, until, null)).expect(201);
        village.producer.post(prices, price(2_400, 2, from, until)).expect(201);
        village.producer.delete(prices + "/" + id).expect(204);
        village.producer.post(prices, price(2_300, 1, from, until)).expect(201);
        assertThat(village.producer
                        .post(prices, price(3_001, 5, null, null))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("promotion.above-list-price");
        assertThat(village.producer
                        .post(prices, price(2_000, 7, from, from))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("promotion.times");
        Map<String, Object> unknown = price(2_000, 1, null, null);
        unknown.put("skuId", Uuids.next().toString());
        assertThat(village.producer.post(prices, unknown).expect(422).text("/code"))
                .isEqualTo("promotion.scope-unknown");
        Village other = new Village(web, tokens, "WORKSHOP");
        other.producer.post(prices, price(1, 1, null, null)).expect(404);
        other.producer.get(prices).expect(404);
    }

    @Test
    @DisplayName("A list price that falls below a special price is what is paid: nothing is put on top")
    void aListPriceBelowIt() {
        village.producer.post(prices, price(2_600, 1, null, null)).expect(201);
        shelf.run("UPDATE catalog_sku SET price_fen = 2000 WHERE id = ?", UUID.fromString(socks));
        Api.Answer quote = quote(1);
        assertThat(quote.number("/totalFen")).isEqualTo(2_000);
        assertThat(quote.body().at("/items/0/discounts")).isEmpty();
    }
}
