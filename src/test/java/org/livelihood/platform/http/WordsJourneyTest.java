package org.livelihood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Api.Answer;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a reader is told, in her words and language, and what of her requests is understood. */
@JourneyTest
class WordsJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @LocalServerPort
    private int port;

    private static Answer chinese(Api caller, String path, Object body) {
        Map<String, String> headers = Map.of(
                "Accept-Language", "zh-CN", "Idempotency-Key", UUID.randomUUID().toString());
        return caller.send(HttpMethod.POST, path, body, headers);
    }

    private static Map<String, Object> shownAt(long livePriceFen) {
        return Map.of("position", 1, "livePriceFen", livePriceFen, "poolUnits", 0);
    }

    @ParameterizedTest
    @CsvSource({"W/, 200", "'', 200"})
    @DisplayName("C5: a tag that a proxy weakened counts as the strong one")
    void weakTagsCount(String prefix, int status) {
        Village village = new Village(web, tokens, "WORKSHOP");
        String sku = village.sku("袜", 690);
        Answer listings = village.producer.get("/api/v1/producers/" + village.producerId + "/listings");
        String path = "/api/v1/listings/" + listings.text("/items/0/id") + "/skus/" + sku;
        String tag = prefix + "\"" + listings.number("/items/0/version") + "\"";
        Map<String, Object> price = Map.of("priceFen", 590);
        village.producer
                .send(HttpMethod.PATCH, path, price, Map.of("If-Match", tag))
                .expect(status);
        village.producer
                .send(HttpMethod.PATCH, path, price, Map.of("If-Match", tag))
                .expect(412);
        village.producer
                .send(HttpMethod.PATCH, path, price, Map.of("If-Match", "\"1000\", *"))
                .expect(412);
        village.producer
                .send(HttpMethod.PATCH, path, price, Map.of("If-Match", "*"))
                .expect(200);
    }

    @Test
    @DisplayName("C12: only what is on the shelf is shown in a room, and what leaves the shelf leaves the room")
    void onlyWhatIsOnTheShelfIsShown() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String sku = village.sku("袜", 690);
        String session = village.session(0, null);
        String items = "/api/v1/sessions/" + session + "/items/";
        Map<String, Object> draft = Map.of(
                "content", Map.of("title", "秘密", "description", "", "category", "socks", "originCode", Village.CODE),
                "skus", List.of(Map.of("optionName", "one", "priceFen", 690, "weightGrams", 100)));
        String secret = village.producer
                .post("/api/v1/producers/" + village.producerId + "/listings", draft)
                .expect(201)
                .text("/skus/0/id");
        assertThat(village.host.put(items + secret, shownAt(590)).expect(422).text("/code"))
                .isEqualTo("live.not-on-shelf");
        village.host.put(items + sku, shownAt(590)).expect(200);
        Api guest = Api.guest(web);
        String room = "/api/v1/sessions/" + session;
        assertThat(guest.get(room).expect(200).body().toString()).contains(sku).doesNotContain("秘密");
        String listing = village.producer
                .get("/api/v1/producers/" + village.producerId + "/listings?limit=100")
                .body()
                .at("/items")
                .valueStream()
                .filter(item -> item.at("/skus/0/id").asString().equals(sku))
                .map(item -> item.at("/id").asString())
                .findFirst()
                .orElseThrow();
        village.producer
                .post("/api/v1/listings/" + listing + "/delisting", Map.of())
                .expect(200);
        assertThat(guest.get(room).expect(200).body().toString()).doesNotContain(sku);
        village.host
                .send(HttpMethod.PUT, room + "/pin", Map.of("skuId", sku), Map.of())
                .expect(422);
    }

    @Test
    @DisplayName("E12: a live price above the list price is refused")
    void aLivePriceIsNoDearer() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String item = "/api/v1/sessions/" + village.session(0, null) + "/items/" + village.sku("袜", 6_900);
        Answer refused = village.host.put(item, shownAt(9_900)).expect(422);
        assertThat(refused.text("/code")).isEqualTo("live.above-list-price");
        assertThat(refused.text("/errors/0/field")).isEqualTo("livePriceFen");
        village.host.put(item, shownAt(6_900)).expect(200);
    }

    @Test
    @DisplayName("E12: a number that is missing is said to be missing")
    void aMissingNumberIsMissing() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String item = "/api/v1/sessions/" + village.session(0, null) + "/items/" + village.sku("袜", 6_900);
        Map<String, Object> none = new HashMap<>(Map.of("position", 1, "poolUnits", 0));
        Answer absent = village.host.put(item, none).expect(400);
        none.put("livePriceFen", null);
        Answer nothing = village.host.put(item, none).expect(400);
        none.put("livePriceFen", "many");
        Answer wrong = village.host.put(item, none).expect(400);
        assertThat(absent.text("/code")).isEqualTo("http.missing-parameter");
        assertThat(nothing.text("/code")).isEqualTo("http.missing-parameter");
        assertThat(wrong.text("/code")).isEqualTo("http.wrong-type");
        assertThat(List.of(absent, nothing, wrong))
                .allSatisfy(answer -> assertThat(answer.text("/errors/0/field")).isEqualTo("livePriceFen"));
    }

    @Test
    @DisplayName("E12: a shopper is told which article, in her language, and no id")
    void aShopperIsToldInHerWords() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String sku = village.sku("袜", 6_900);
        Answer soldOut = chinese(
                village.shopper(), "/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1))));
        assertThat(soldOut.text("/detail")).isEqualTo("第 1 项商品库存不足。");
        assertThat(soldOut.text("/title")).isEqualTo("冲突");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "pay", ""})
    @DisplayName("E12: a word at the cashier's that is no decision decides nothing")
    void aWordThatIsNoDecision(String word) {
        web.post()
                .uri("/api/v1/sandbox/cashier/" + UUID.randomUUID())
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .accept(MediaType.TEXT_HTML)
                .bodyValue("decision=" + word)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("sandbox.unknown-decision");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, zh-CN, 在售商品", "en, en, What is on the shelf", "fr, en, What is on the shelf"})
    @DisplayName("E15: the page at / says in the reader's language where to go, with no script")
    void thePageAtTheRoot(String asked, String language, String words) {
        web.get()
                .uri("/")
                .header("Accept-Language", asked)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Language", language)
                .expectHeader()
                .valueEquals("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'")
                .expectBody(byte[].class)
                .value(page -> assertThat(new String(page, StandardCharsets.UTF_8))
                        .contains(words, "/swagger-ui.html", "<html lang=\"" + language)
                        .doesNotContain("<script"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/listings?q=%zz", "/api/v1/listings?%zz=1", "/api/v1/listings?q=%", "/api/v1/%zz"})
    @DisplayName("C1: an address that cannot be decoded is the client's affair")
    void undecodableAddresses(String address) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    @DisplayName("F11: a payment into a reserve without a payer is refused, not failed")
    void aReserveWithoutPayer() {
        Village village = new Village(web, tokens, "WORKSHOP");
        Answer refused = village.admin
                .post(
                        "/api/v1/producers/" + village.producerId + "/payouts/reserve/payments",
                        Map.of("amountFen", 1, "reason", "a", "evidence", "b"))
                .expect(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("payer");
    }
}
