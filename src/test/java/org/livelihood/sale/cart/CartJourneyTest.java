package org.livelihood.sale.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.stock.Stock;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.sale.promotion.Promotions;
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
import tools.jackson.databind.JsonNode;

/** Carts of buyers and of guests, over HTTP. */
@JourneyTest
class CartJourneyTest {

    private static final String CART = "/api/v1/cart";
    private static final String GUEST = "/api/v1/guest-cart";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Carts carts;

    @Autowired
    private Stock stock;

    @Autowired
    private Promotions promotions;

    @Autowired
    private DatabaseClient database;

    private final ProducerId producer = ProducerId.next();
    private final ProducerId other = ProducerId.next();
    private Caller caller;
    private Api buyer;
    private SkuId socks;

    @BeforeEach
    void someone() {
        caller = Tokens.shopper();
        buyer = Api.of(web, tokens, caller);
        socks = shelf.sku(producer, 2990, 100);
    }

    private static Map<String, Object> units(SkuId sku, @Nullable SessionId session, long quantity) {
        Map<String, Object> body = new HashMap<>(Map.of("skuId", sku.toString(), "quantity", quantity));
        if (session != null) {
            body.put("sessionId", session.toString());
        }
        return body;
    }

    private Api.Answer add(SkuId sku, @Nullable SessionId session, long quantity) {
        return buyer.post(CART + "/lines", units(sku, session, quantity));
    }

    private Api.Answer cart() {
        return buyer.get(CART).expect(200);
    }

    private static Map<String, Object> removal(SkuId... skus) {
        return Map.of(
                "lines",
                List.of(skus).stream()
                        .map(sku -> Map.of("skuId", sku.toString()))
                        .toList());
    }

    private static List<String> changes(Api.Answer cart, int line) {
        return StreamSupport.stream(
                        cart.body().at("/lines/" + line + "/changes").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private String guest() {
        return Api.guest(web).post(GUEST, Map.of()).expect(201).text("/token");
    }

    private Api.Answer guests(String token, SkuId sku, long quantity) {
        return Api.guest(web)
                .send(HttpMethod.PUT, GUEST + "/lines", units(sku, null, quantity), Map.of("Cart-Token", token));
    }

    private static List<Integer> atOnce(int times, Callable<Integer> call) {
        return Flux.range(0, times)
                .flatMap(i -> Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();
    }

    @Test
    void holdsSeveralProducersAndRoomsAtThePricesOfNow() {
        SkuId eggs = shelf.sku(other, 500, 10);
        SessionId room = shelf.session(producer);
        shelf.show(producer, room, socks, 1990, 3, 20);
        add(socks, null, 2).expect(201);
        add(socks, null, 1).expect(201);
        add(eggs, null, 1).expect(201);
        Api.Answer cart = add(socks, room, 2).expect(201);
        assertThat(cart.body().at("/lines").size()).isEqualTo(3);
        assertThat(cart.number("/lines/0/priceFen")).isEqualTo(1990);
        assertThat(cart.number("/lines/0/available")).isEqualTo(20);
        assertThat(cart.number("/lines/2/quantity")).isEqualTo(3);
        assertThat(cart.number("/totalFen")).isEqualTo(2 * 1990 + 500 + 3 * 2990);
        assertThat(buyer.put(CART + "/lines", units(socks, null, 1)).expect(200).number("/totalFen"))
                .isEqualTo(2 * 1990 + 500 + 2990);
        Api.Answer left =
                buyer.post(CART + "/lines/removal", removal(socks, eggs)).expect(200);
        assertThat(left.body().at("/lines").size()).isOne();
        assertThat(buyer.post(CART + "/lines/removal", removal(eggs))
                        .expect(404)
                        .text("/code"))
                .isEqualTo("cart.line-not-found");
        assertThat(Api.of(web, tokens, Tokens.shopper())
                        .get(CART)
                        .expect(200)
                        .body()
                        .at("/lines")
                        .size())
                .isZero();
    }

    @Test
    @DisplayName("It tells what has changed since: price, sold out, too few, delisted, the room's end and its limit")
    void tellsWhatHasChanged() {
        SkuId dear = shelf.sku(producer, 100, 10);
        SkuId gone = shelf.sku(producer, 100, 0);
        SkuId few = shelf.sku(producer, 100, 2);
        SkuId delisted = shelf.sku(producer, 100, 10);
        SessionId room = shelf.session(producer);
        shelf.show(producer, room, socks, 1990, 2, 20);
        SessionId over = shelf.session(producer);
        shelf.show(producer, over, dear, 50, null, 0);
        add(delisted, null, 1).expect(201);
        add(few, null, 3).expect(201);
        add(gone, null, 1).expect(201);
        add(dear, over, 1).expect(201);
        add(dear, null, 1).expect(201);
        add(socks, room, 3).expect(201);
        shelf.reprice(dear, 120);
        shelf.run("UPDATE catalog_sku SET withdrawn = true WHERE id = ?", delisted.value());
        shelf.run("UPDATE live_session SET status = 'ENDED', ended_at = now() WHERE id = ?", over.value());
        Api.Answer cart = cart();
        assertThat(changes(cart, 0)).containsExactly("OVER_LIMIT");
        assertThat(changes(cart, 1)).containsExactly("PRICE_CHANGED");
        assertThat(changes(cart, 2)).contains("SESSION_OVER");
        assertThat(changes(cart, 3)).containsExactly("SOLD_OUT");
        assertThat(changes(cart, 4)).containsExactly("TOO_FEW_LEFT");
        assertThat(changes(cart, 5)).containsExactly("DELISTED");
        assertThat(cart.number("/lines/1/priceFen")).isEqualTo(120);
        assertThat(cart.number("/lines/1/priceThenFen")).isEqualTo(100);
        assertThat(cart.number("/totalFen"))
                .as("only what can be bought as it is")
                .isEqualTo(120);
        assertThat(buyer.put(CART + "/lines", units(dear, null, 1))
                        .expect(200)
                        .body()
                        .at("/lines/1/changes")
                        .size())
                .as("whoever sets a line has seen its price")
                .isZero();
    }

    @Test
    void addingTwiceAtOnceAddsBoth() {
        assertThat(atOnce(6, () -> add(socks, null, 2).status())).containsOnly(201);
        assertThat(cart().body().at("/lines").size()).isOne();
        assertThat(cart().number("/lines/0/quantity")).isEqualTo(12);
        String key = UUID.randomUUID().toString();
        buyer.post(CART + "/lines", units(socks, null, 1), key).expect(201);
        buyer.post(CART + "/lines", units(socks, null, 1), key).expect(201);
        assertThat(cart().number("/lines/0/quantity"))
                .as("a repeated request adds once")
                .isEqualTo(13);
        add(socks, null, 999).expect(201);
        assertThat(cart().number("/lines/0/quantity")).isEqualTo(999);
    }

    @Test
    void aHundredLinesAreEnough() {
        CartOwner.Account owner = new CartOwner.Account(caller.account());
        IntStream.range(0, Carts.MOST_LINES - 1)
                .forEach(i -> carts.add(owner, new Carts.Units(new CartKey(SessionId.next(), socks), 1))
                        .block());
        add(socks, null, 1).expect(201);
        assertThat(add(shelf.sku(producer, 1, 1), null, 1).expect(409).text("/code"))
                .isEqualTo("cart.too-many-lines");
        add(socks, null, 1).expect(201);
        assertThat(add(SkuId.next(), null, 1).expect(422).text("/code")).isEqualTo("cart.unknown-sku");
        assertThat(cart().body().at("/lines").size()).isEqualTo(Carts.MOST_LINES);
    }

    @Test
    @DisplayName("A guest's cart comes to the buyer's at sign-in, once, also when it is asked twice at once")
    void guestsCartsAreMerged() {
        SkuId eggs = shelf.sku(other, 500, 10);
        String token = guest();
        guests(token, socks, 2).expect(200);
        guests(token, eggs, 1).expect(200);
        add(socks, null, 3).expect(201);
        Map<String, String> body = Map.of("token", token);
        assertThat(atOnce(4, () -> buyer.post(CART + "/merging", body).status()))
                .containsOnly(200);
        assertThat(cart().number("/totalFen")).isEqualTo(5 * 2990 + 500);
        assertThat(Api.guest(web)
                        .send(HttpMethod.GET, GUEST, null, Map.of("Cart-Token", token))
                        .expect(404)
                        .text("/code"))
                .isEqualTo("cart.not-found");
        guests(token, socks, 1).expect(404);
        buyer.post(CART + "/merging", Map.of("token", "short")).expect(400);
    }

    @Test
    void guestsAreKnownByTheirTokenAlone() {
        String token = guest();
        guests(token, socks, 2).expect(200);
        guests(guest(), socks, 5).expect(200);
        Map<String, String> header = Map.of("Cart-Token", token);
        Api nobody = Api.guest(web);
        assertThat(nobody.send(HttpMethod.GET, GUEST, null, header).expect(200).number("/totalFen"))
                .isEqualTo(2 * 2990);
        nobody.send(HttpMethod.POST, GUEST + "/lines/removal", removal(socks), header)
                .expect(200);
        nobody.get(GUEST).expect(400);
        nobody.send(HttpMethod.GET, GUEST, null, Map.of("Cart-Token", "x")).expect(400);
        long open = database.sql("SELECT count(*) AS n FROM cart c WHERE encode(token_hash, 'escape') LIKE :token")
                .bind("token", "%" + token + "%")
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
        assertThat(open).as("the table knows no token").isZero();
    }

    @Test
    void guestsCartsEndAfterThirtyDays() {
        String kept = guest();
        String over = guest();
        guests(over, socks, 1).expect(200);
        shelf.run("UPDATE cart SET changed_at = now() - interval '30 days 1 minute' WHERE token_hash = ?", (Object)
                new CartOwner.Guest(over).digest());
        guests(over, socks, 1).expect(404);
        carts.forget().block();
        guests(kept, socks, 1).expect(200);
        long left = database.sql("SELECT count(*) AS n FROM cart WHERE token_hash = :token")
                .bind("token", new CartOwner.Guest(over).digest())
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
        assertThat(left).isZero();
    }

    @Test
    @DisplayName("What can be bought goes to quotes, one a room, and leaves the cart when it is ordered")
    void isQuotedAndBought() {
        SkuId eggs = shelf.sku(other, 500, 10);
        SkuId gone = shelf.sku(other, 500, 0);
        SessionId room = shelf.session(producer);
        shelf.show(producer, room, socks, 1990, 3, 20);
        add(socks, null, 2).expect(201);
        add(eggs, null, 1).expect(201);
        add(gone, null, 1).expect(201);
        add(socks, room, 1).expect(201);
        Api.Answer quotes = buyer.post(CART + "/quotes", Map.of()).expect(201);
        assertThat(quotes.body().at("/quotes").size()).isEqualTo(2);
        String shelfs = quotes.body().at("/quotes/0/sessionId").isNull() ? "0" : "1";
        assertThat(quotes.body().at("/quotes/" + shelfs + "/items").size()).isEqualTo(2);
        assertThat(quotes.number("/quotes/" + shelfs + "/totalFen")).isEqualTo(2 * 2990 + 500);
        add(socks, null, 4).expect(201);
        buyer.post("/api/v1/orders", Map.of("quoteId", quotes.text("/quotes/" + shelfs + "/id")))
                .expect(201);
        Api.Answer left = cart();
        assertThat(left.body().at("/lines").size())
                .as("eggs are bought, of the socks some")
                .isEqualTo(3);
        assertThat(left.number("/totalFen")).isEqualTo(1990 + 4 * 2990);
        Map<String, Object> one = Map.of("lines", List.of(Map.of("skuId", socks.toString())));
        assertThat(buyer.post(CART + "/quotes", one).expect(201).number("/quotes/0/totalFen"))
                .isEqualTo(4 * 2990);
        Map<String, Object> none = Map.of("lines", List.of(Map.of("skuId", gone.toString())));
        assertThat(buyer.post(CART + "/quotes", none).expect(409).text("/code")).isEqualTo("cart.nothing-to-buy");
    }

    @Test
    @DisplayName("A reading takes three statements, whether the cart has one line or fifty of ten producers")
    void isReadInThreeStatements() {
        CartOwner.Account owner = new CartOwner.Account(AccountId.next());
        AtomicInteger statements = new AtomicInteger();
        DatabaseClient counting = DatabaseClient.builder()
                .connectionFactory(database.getConnectionFactory())
                .executeFunction(statement -> {
                    statements.incrementAndGet();
                    return statement.execute();
                })
                .build();
        Stock watched = mock(Stock.class, delegatesTo(stock));
        CartStore store = new CartStore(counting);
        CartPricing pricing = new CartPricing(store, watched, promotions);
        Carts counted = new Carts(store, pricing, Clock.systemUTC());
        for (int i = 0; i < 50; i++) {
            SkuId sku = i % 5 == 0 ? shelf.sku(ProducerId.next(), 100 + i, 10) : socks;
            carts.add(owner, new Carts.Units(new CartKey(SessionId.next(), sku), 1))
                    .block();
        }
        assertThat(counted.get(owner).block().lines()).hasSize(50);
        assertThat(statements).as("the cart's id and its lines").hasValue(2);
        verify(watched, times(1)).available(any());
    }
}
