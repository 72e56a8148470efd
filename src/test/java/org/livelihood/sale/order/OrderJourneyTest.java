package org.livelihood.sale.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@JourneyTest
@SuppressWarnings("unchecked")
class OrderJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private final ProducerId producer = ProducerId.next();
    private final Caller buyer = Tokens.shopper();

    private WebTestClient.ResponseSpec place(String key, Object body) {
        return web.post()
                .uri("/api/v1/orders")
                .header("Authorization", tokens.bearer(buyer))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static Map<String, Object> lines(Object sku, Object quantity) {
        return Map.of("lines", List.of(Map.of("skuId", sku, "quantity", quantity)));
    }

    private static Map<String, Object> body(WebTestClient.ResponseSpec response) {
        return Objects.requireNonNull(
                response.expectBody(Map.class).returnResult().getResponseBody());
    }

    private void refused(Object body, int status, String code) {
        Map<String, Object> problem = body(place(key(), body).expectStatus().isEqualTo(status));
        assertThat(problem).containsEntry("code", code);
    }

    @Test
    void theSameRequestAgainIsAnsweredTheSame() {
        SkuId sku = shelf.sku(producer, 2990, 10);
        String key = key();
        Map<String, Object> first = body(place(key, lines(sku, 2))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .doesNotExist("Idempotent-Replayed"));
        Map<String, Object> second = body(place(key, lines(sku, 2))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Idempotent-Replayed", "true"));
        first.remove("serverNow");
        second.remove("serverNow");
        assertThat(second).isEqualTo(first);
        Map<String, Object> problem =
                body(place(key, lines(sku, 3)).expectStatus().isEqualTo(422));
        assertThat(problem).containsEntry("code", "http.idempotency-key-reused");
    }

    private String quote(SkuId sku, int quantity) {
        return (String) body(web.post()
                        .uri("/api/v1/quotes")
                        .header("Authorization", tokens.bearer(buyer))
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(lines(sku, quantity))
                        .exchange()
                        .expectStatus()
                        .isCreated())
                .get("id");
    }

    @Test
    @DisplayName("E3: an order by quote is answered the same again, and a quote is bought once")
    void aQuoteIsBoughtOnceWhateverTheKey() {
        SkuId sku = shelf.sku(producer, 2990, 10);
        Map<String, Object> wanted = Map.of("quoteId", quote(sku, 2));
        String key = key();
        Map<String, Object> first = body(
                place(key, wanted).expectStatus().isCreated().expectHeader().doesNotExist("Idempotent-Replayed"));
        Map<String, Object> second = body(place(key, wanted)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Idempotent-Replayed", "true"));
        first.remove("serverNow");
        second.remove("serverNow");
        first.put("orders", withoutClock(first));
        second.put("orders", withoutClock(second));
        assertThat(second).isEqualTo(first);
        Map<String, Object> reused =
                body(place(key, Map.of("quoteId", quote(sku, 1))).expectStatus().isEqualTo(422));
        assertThat(reused).containsEntry("code", "http.idempotency-key-reused");

        String other = key();
        for (int i = 0; i < 2; i++) {
            Map<String, Object> again = body(place(other, wanted)
                    .expectStatus()
                    .isCreated()
                    .expectHeader()
                    .valueEquals("Idempotent-Replayed", "true"));
            assertThat(withoutClock(again)).isEqualTo(first.get("orders"));
        }
        place(other, lines(sku, 1)).expectStatus().isEqualTo(422);
        assertThat((List<Object>) get(buyer, "/api/v1/orders").get("items")).hasSize(1);
    }

    private static List<Map<String, Object>> withoutClock(Map<String, Object> bought) {
        List<Map<String, Object>> orders = (List<Map<String, Object>>) bought.get("orders");
        orders.forEach(order -> order.remove("serverNow"));
        return orders;
    }

    @Test
    void badInputIsAnsweredWithAProblem() {
        SkuId sku = shelf.sku(producer, 2990, 10);
        SkuId foreign = shelf.sku(ProducerId.next(), 2990, 10);
        refused(lines(sku, 0), 400, "http.invalid-fields");
        refused(lines(sku, -1), 400, "http.invalid-fields");
        refused(lines(sku, 1000), 400, "http.invalid-fields");
        refused(lines(sku, "2"), 400, "http.wrong-type");
        refused(lines("x", 1), 400, "http.wrong-type");
        refused("{", 400, "http.malformed-body");
        refused(Map.of("lines", List.of()), 400, "http.invalid-fields");
        refused(
                Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1, "priceFen", 1))),
                400,
                "http.unknown-field");
        refused(Map.of(), 422, "order.lines-or-quote");
        refused(Map.of("quoteId", UUID.randomUUID()), 404, "order.quote-not-found");
        refused(lines(UUID.randomUUID(), 1), 422, "order.unknown-sku");
        refused(lines(sku, 11), 409, "order.sold-out");
        refused(
                Map.of("sessionId", UUID.randomUUID(), "lines", List.of(Map.of("skuId", sku, "quantity", 1))),
                409,
                "order.not-shown");
        Map<String, Object> two =
                Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1), Map.of("skuId", foreign, "quantity", 1)));
        Map<String, Object> problem = body(place(key(), two).expectStatus().isEqualTo(422));
        assertThat(problem).containsEntry("code", "order.several-producers");
        assertThat(((List<Map<String, Object>>) problem.get("errors")).get(0)).containsEntry("field", "lines[1].skuId");
        web.post()
                .uri("/api/v1/orders")
                .header("Authorization", tokens.bearer(buyer))
                .bodyValue(lines(sku, 1))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void ordersAreListedInPagesForBuyerAndProducer() {
        SkuId sku = shelf.sku(producer, 2990, 10);
        for (int i = 0; i < 5; i++) {
            place(key(), lines(sku, 1)).expectStatus().isCreated();
        }
        Caller people = Tokens.of(Role.HOST, producer);
        for (var list : Map.of("/api/v1/orders", buyer, "/api/v1/producers/" + producer + "/orders", people)
                .entrySet()) {
            Map<String, Object> page = get(list.getValue(), list.getKey() + "?limit=3");
            assertThat((List<Object>) page.get("items")).hasSize(3);
            Map<String, Object> rest =
                    get(list.getValue(), list.getKey() + "?limit=3&cursor=" + page.get("nextCursor"));
            assertThat((List<Object>) rest.get("items")).hasSize(2);
            assertThat(rest.get("nextCursor")).isNull();
        }
        web.get()
                .uri("/api/v1/orders?cursor=%21")
                .header("Authorization", tokens.bearer(buyer))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private Map<String, Object> get(Caller who, String path) {
        return body(web.get()
                .uri(path)
                .header("Authorization", tokens.bearer(who))
                .exchange()
                .expectStatus()
                .isOk());
    }
}
