package org.livelihood.sale.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where orders go, over HTTP: frozen, and seen by the two whom it concerns. */
@JourneyTest
class OrderAddressJourneyTest {

    private static final String TOWNSHIP = "820121101000";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private DatabaseClient database;

    private final ProducerId producer = ProducerId.next();
    private Api buyer;
    private Api packer;
    private SkuId sku;

    @BeforeEach
    void something() {
        buyer = Api.of(web, tokens, Tokens.shopper());
        packer = Api.of(web, tokens, Tokens.of(Role.PRODUCER, producer));
        sku = shelf.sku(producer, 2990, 1_000);
        Api admin = Api.of(web, tokens, Tokens.of(Role.ADMIN));
        List.of(
                        List.of("820000000000", "长风省"),
                        List.of("820100000000", "长风市"),
                        List.of("820121000000", "石桥县"),
                        List.of(TOWNSHIP, "小石镇"))
                .forEach(region -> admin.post(
                                "/api/v1/regions",
                                Map.of(
                                        "code",
                                        region.get(0),
                                        "name",
                                        region.get(1),
                                        "oneOf832",
                                        false,
                                        "threeRegions",
                                        false))
                        .expect(201));
    }

    private String address(String detail) {
        return buyer.post(
                        "/api/v1/addresses",
                        Map.of("recipient", "王小明", "phone", "13800138000", "regionCode", TOWNSHIP, "detail", detail))
                .expect(201)
                .text("/id");
    }

    private Map<String, Object> lines() {
        return new HashMap<>(Map.of("lines", List.of(Map.of("skuId", sku.toString(), "quantity", 1))));
    }

    private Map<String, Object> to(String address) {
        Map<String, Object> body = lines();
        body.put("addressId", address);
        return body;
    }

    private String detailOf(Api who, String order) {
        return who.get("/api/v1/orders/" + order + "/address").expect(200).text("/detail");
    }

    private String ordered(Map<String, Object> body) {
        return buyer.post("/api/v1/orders", body).expect(201).text("/id");
    }

    @Test
    @DisplayName("An order goes to her default, or where she says, and stays so whatever she does with her book")
    void isFrozen() {
        String home = address("1号");
        String office = address("2号");
        Api.Answer placed = buyer.post("/api/v1/orders", lines()).expect(201);
        assertThat(placed.text("/address/recipient")).isEqualTo("王*");
        assertThat(placed.text("/address/phone")).isEqualTo("138****8000");
        String first = placed.text("/id");
        String second = ordered(to(office));
        for (String id : List.of(home, office)) {
            buyer.send(HttpMethod.DELETE, "/api/v1/addresses/" + id, null, Map.of())
                    .expect(204);
        }
        assertThat(detailOf(buyer, first)).isEqualTo("1号");
        assertThat(detailOf(buyer, second)).isEqualTo("2号");
        String third = ordered(lines());
        assertThat(buyer.get("/api/v1/orders/" + third + "/address").expect(404).text("/code"))
                .isEqualTo("order.no-address");
        assertThat(buyer.get("/api/v1/orders/" + third)
                        .expect(200)
                        .body()
                        .at("/address")
                        .isNull())
                .isTrue();
    }

    @Test
    void aQuoteOverTwoProducersGoesToOnePlace() {
        SkuId other = shelf.sku(ProducerId.next(), 500, 10);
        String office = address("1号");
        Map<String, Object> wanted = Map.of(
                "lines",
                List.of(
                        Map.of("skuId", sku.toString(), "quantity", 1),
                        Map.of("skuId", other.toString(), "quantity", 1)));
        String quote = buyer.post("/api/v1/quotes", wanted).expect(201).text("/id");
        Api.Answer bought = buyer.post("/api/v1/orders", Map.of("quoteId", quote, "addressId", office))
                .expect(201);
        for (int i = 0; i < 2; i++) {
            assertThat(bought.text("/orders/" + i + "/address/phone")).isEqualTo("138****8000");
            assertThat(detailOf(buyer, bought.text("/orders/" + i + "/id"))).isEqualTo("1号");
        }
    }

    @Test
    void theSameRequestAgainIsAnsweredTheSameThoughTheAddressIsGone() {
        String office = address("1号");
        String key = UUID.randomUUID().toString();
        Api.Answer first = buyer.post("/api/v1/orders", to(office), key).expect(201);
        buyer.send(HttpMethod.DELETE, "/api/v1/addresses/" + office, null, Map.of())
                .expect(204);
        Api.Answer second = buyer.post("/api/v1/orders", to(office), key).expect(201);
        assertThat(second.headers().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.text("/id")).isEqualTo(first.text("/id"));
        assertThat(second.text("/address/phone")).isEqualTo("138****8000");
        assertThat(buyer.post("/api/v1/orders", to(office)).expect(404).text("/code"))
                .isEqualTo("address.not-found");
    }

    @Test
    void anothersAddressIsNone() {
        String office = address("1号");
        Api other = Api.of(web, tokens, Tokens.shopper());
        other.post("/api/v1/orders", to(office)).expect(404);
        String order = other.post("/api/v1/orders", lines()).expect(201).text("/id");
        other.put("/api/v1/orders/" + order + "/address", Map.of("addressId", office))
                .expect(404);
    }

    @Test
    void mayBeChangedUntilItIsPacked() {
        String order = ordered(lines());
        String path = "/api/v1/orders/" + order + "/address";
        Map<String, String> home = Map.of("addressId", address("1号"));
        Map<String, String> office = Map.of("addressId", address("2号"));
        assertThat(buyer.put(path, home).expect(200).body().at("/region").size())
                .isEqualTo(4);
        assertThat(buyer.put(path, office).expect(200).text("/detail")).isEqualTo("2号");
        Api.of(web, tokens, Tokens.shopper()).put(path, home).expect(404);
        shelf.run("UPDATE orders SET status = 'PACKED' WHERE id = ?", UUID.fromString(order));
        assertThat(buyer.put(path, home).expect(409).text("/code")).isEqualTo("order.already-packed");
        assertThat(detailOf(buyer, order)).isEqualTo("2号");
    }

    @Test
    void isOneThoughItIsSetTwiceAtOnce() {
        String order = ordered(lines());
        List<String> both = List.of(address("1号"), address("2号"));
        List<Integer> answers = Flux.fromIterable(both)
                .repeat(3)
                .flatMap(id -> Mono.fromCallable(
                                () -> buyer.put("/api/v1/orders/" + order + "/address", Map.of("addressId", id))
                                        .status())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();
        assertThat(answers).hasSize(8).containsOnly(200);
        assertThat(detailOf(buyer, order)).isIn("1号", "2号");
    }

    @Test
    @DisplayName(
            "The buyer and who packs see it, each reading by the producer is told to the buyer; nobody else sees any")
    void whoSeesIt() {
        address("1号");
        String order = ordered(lines());
        String path = "/api/v1/orders/" + order;
        assertThat(buyer.get(path + "/address/readings")
                        .expect(200)
                        .body()
                        .at("/items")
                        .size())
                .isZero();
        assertThat(detailOf(packer, order)).isEqualTo("1号");
        assertThat(detailOf(buyer, order)).isEqualTo("1号");
        assertThat(buyer.get(path + "/address/readings")
                        .expect(200)
                        .body()
                        .at("/items")
                        .size())
                .isOne();
        packer.get(path + "/address/readings").expect(403);
        assertThat(packer.get(path).expect(200).text("/address/phone")).isEqualTo("138****8000");
        assertThat(packer.get("/api/v1/producers/" + producer + "/orders")
                        .expect(200)
                        .text("/items/0/address/recipient"))
                .isEqualTo("王*");
        Caller host = Tokens.of(Role.HOST, producer);
        for (Caller other : List.of(host, Tokens.of(Role.ADMIN))) {
            Api who = Api.of(web, tokens, other);
            who.get(path + "/address").expect(403);
            assertThat(who.get(path).expect(200).body().at("/address").isNull()).isTrue();
            Api.Answer list =
                    who.get("/api/v1/producers/" + producer + "/orders").expect(200);
            assertThat(list.body().at("/items/0/address").isNull()).isTrue();
        }
        Api.of(web, tokens, Tokens.of(Role.PRODUCER, ProducerId.next()))
                .get(path + "/address")
                .expect(404);
        Api.of(web, tokens, Tokens.shopper()).get(path + "/address").expect(404);
    }

    @Test
    @DisplayName("Neither book nor order, neither answer kept for a key holds a name, a number or a door in the clear")
    void liesSealed() {
        buyer.post(
                        "/api/v1/addresses",
                        Map.of(
                                "recipient", "封在柜里",
                                "phone", "13987654321",
                                "regionCode", TOWNSHIP,
                                "detail", "柜中街9号"))
                .expect(201);
        ordered(lines());
        for (String table : List.of("address", "address_frozen", "http_idempotency", "orders", "order_key")) {
            long open = Objects.requireNonNull(database.sql("SELECT count(*) AS n FROM " + table + " t WHERE "
                            + "t::text ~ '封在柜里|13987654321|柜中街' OR t::text LIKE '%' || "
                            + "encode(convert_to('13987654321', 'UTF8'), 'hex') || '%'")
                    .map(row -> row.get("n", Long.class))
                    .one()
                    .block());
            assertThat(open).as(table).isZero();
        }
    }
}
