package org.livelihood.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.stock.Stock;
import org.livelihood.goods.stock.StockLevel;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Accounts;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/** A buyer asks, somebody else decides; and money and goods come back each by itself. */
@JourneyTest
class RefundRequestJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Books books;

    @Autowired
    private Stock stock;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private Village village;
    private ProducerId producer;
    private Api shopper;
    private String socks;
    private String session;
    private String lot;
    private String order;
    private String line;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        producer = new ProducerId(UUID.fromString(village.producerId));
        shopper = village.shopper();
        village.household("a", "WORKER");
        socks = village.sku("Socks", 5_000);
        lot = village.lot(socks, village.agreement(Village.workshopTerms()), 10, null, new Object[] {"a", "knit", 100})
                .text("/id");
        session = village.session(0, null);
        village.show(session, socks, 5_000, 2, 10);
        buy(shopper);
    }

    private void buy(Api buyer) {
        Api.Answer made = buyer.post("/api/v1/orders", wanted(2)).expect(201);
        order = "/api/v1/orders/" + made.text("/id");
        line = made.text("/lines/0/id");
        String cashier = buyer.post("/api/v1/payments", Map.of("orderIds", List.of(made.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        await().atMost(PATIENCE)
                .until(() -> village.auditor.get("/api/v1/trace/lines/" + line).status() == 200);
    }

    private Map<String, Object> wanted(int units) {
        return Map.of("sessionId", session, "lines", List.of(Map.of("skuId", socks, "quantity", units)));
    }

    private Api.Answer give(Api who, Object... fields) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "坏了"));
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return who.post(order + "/lines/" + line + "/refunds", body);
    }

    private JsonNode standing() {
        return shopper.get(order).expect(200).body();
    }

    private void stands(String status, long refunded, long returned, long spoiled) {
        JsonNode now = standing();
        assertThat(now.at("/status").asString()).isEqualTo(status);
        assertThat(List.of("refundedFen", "returnedQuantity", "spoiledQuantity"))
                .extracting(field -> now.at("/lines/0/" + field).asLong())
                .containsExactly(refunded, returned, spoiled);
    }

    private StockLevel level() {
        return stock.levels(producer, List.of(new SkuId(UUID.fromString(socks))))
                .filter(level -> level.session() != null)
                .blockFirst();
    }

    private long left() {
        return village.producer
                .get("/api/v1/producers/" + producer + "/lots/" + lot)
                .expect(200)
                .number("/left");
    }

    /** In = out + loss + stock, and all else, when what was refunded has been attributed. */
    private void booksHold(long leftInLot) {
        await().atMost(PATIENCE).until(() -> left() == leftInLot);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(books.faults(producer)).isEmpty();
            JsonNode summary = village.auditor
                    .get("/api/v1/audit/summary?producer=" + producer)
                    .expect(200)
                    .body();
            assertThat(summary.at("/verdict").asString()).as("%s", summary).isEqualTo("PASS");
        });
    }

    private String asked(Object... fields) {
        Api.Answer request = give(shopper, fields).expect(201);
        assertThat(request.text("/status")).isEqualTo("REQUESTED");
        return order + "/refunds/" + request.text("/id");
    }

    @Test
    @DisplayName("E4: what a shopper posts is a request: nothing goes back before the seller agrees")
    void aShopperAsksAndTheSellerAgrees() {
        String request = asked();
        stands("PAID", 0, 0, 0);
        assertThat(give(shopper).expect(409).text("/code")).isEqualTo("payment.refund-asked");
        shopper.post(request + "/acceptance", Map.of()).expect(403);
        Api.of(web, tokens, Tokens.of(Role.PRODUCER, ProducerId.next()))
                .post(request + "/acceptance", Map.of())
                .expect(404);
        JsonNode waiting = village.producer
                .get("/api/v1/producers/" + producer + "/refunds?status=REQUESTED")
                .expect(200)
                .body()
                .at("/items");
        assertThat(waiting.size()).isEqualTo(1);
        assertThat(waiting.at("/0/reason").asString()).isEqualTo("坏了");

        Api.Answer accepted =
                village.producer.post(request + "/acceptance", Map.of()).expect(200);
        assertThat(accepted.number("/amountFen")).isEqualTo(10_000);
        stands("REFUNDED", 10_000, 2, 0);
        assertThat(village.producer
                        .get("/api/v1/producers/" + producer + "/orders?status=REFUNDED")
                        .expect(200)
                        .body()
                        .at("/items")
                        .size())
                .isEqualTo(1);
        village.producer.post(request + "/acceptance", Map.of()).expect(409);
        village.producer.post(request + "/refusal", Map.of("reason", "no")).expect(409);
        assertThat(give(shopper).expect(409).text("/code")).isEqualTo("order.refund-too-much");
        booksHold(10);
    }

    @Test
    @DisplayName("E4: the seller refuses with a reason that the shopper reads, and she may ask again")
    void aRequestIsRefusedWithAReason() {
        String request = asked("amountFen", 3_000);
        village.producer.post(request + "/refusal", Map.of("reason", " ")).expect(400);
        village.producer
                .post(request + "/refusal", Map.of("reason", "worn already"))
                .expect(200);
        JsonNode refund = shopper.get(order + "/refunds").expect(200).body().at("/0");
        assertThat(refund.at("/status").asString()).isEqualTo("REFUSED");
        assertThat(refund.at("/answer").asString()).isEqualTo("worn already");
        village.shopper().get(order + "/refunds").expect(404);
        stands("PAID", 0, 0, 0);

        String again = asked("amountFen", 3_000);
        Api stranger = Api.of(web, tokens, Tokens.officerOf("110000000000"));
        stranger.post(again + "/acceptance", Map.of()).expect(404);
        assertThat(village.officer
                        .post(again + "/acceptance", Map.of("amountFen", 2_000))
                        .expect(200)
                        .number("/amountFen"))
                .isEqualTo(2_000);
        stands("PAID", 2_000, 0, 0);
        booksHold(8);
    }

    @Test
    @DisplayName(
            "E4: who asks does not decide, also where she is the seller herself; of many answers at once one counts")
    void nobodyDecidesAboutHerOwnRefund() {
        Caller owner = Caller.of(AccountId.next(), Grant.of(Role.SHOPPER), Grant.of(Role.PRODUCER, producer));
        shopper = Api.of(web, tokens, owner);
        buy(shopper);
        String request = asked();
        assertThat(shopper.post(request + "/acceptance", Map.of()).expect(403).text("/code"))
                .isEqualTo("payment.own-refund");
        stands("PAID", 0, 0, 0);
        long answered = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> i % 2 == 0
                        ? village.producer.post(request + "/acceptance", Map.of())
                        : village.officer.post(request + "/refusal", Map.of("reason", "no")))
                .filter(answer -> answer.status() == 200)
                .count();
        assertThat(answered).isEqualTo(1);
    }

    @Test
    @DisplayName("E4: while a request waits no money is given beside it, but goods come back; zero is no request")
    void moneyGoesBackByOneWay() {
        assertThat(give(shopper, "amountFen", 0).expect(422).text("/code")).isEqualTo("payment.nothing-asked");
        assertThat(give(shopper, "amountFen", 0, "quantity", 1).expect(422).text("/code"))
                .isEqualTo("payment.nothing-asked");
        String request = asked("amountFen", 3_000);
        for (Api hand : List.of(village.producer, village.officer, village.admin)) {
            assertThat(give(hand, "amountFen", 3_000).expect(409).text("/code")).isEqualTo("payment.refund-asked");
            assertThat(give(hand).expect(409).text("/code")).isEqualTo("payment.refund-asked");
        }
        stands("PAID", 0, 0, 0);
        village.producer
                .post(order + "/lines/" + line + "/returns", Map.of("quantity", 1, "reason", "back"))
                .expect(201);
        village.producer.post(request + "/acceptance", Map.of()).expect(200);
        stands("PAID", 3_000, 1, 0);
        give(village.producer, "amountFen", 2_000).expect(201);
        stands("PAID", 5_000, 1, 0);
        booksHold(9);
    }

    @Test
    @DisplayName("E4: of a request and money given at the same time one waits for the other")
    void askingAndGivingAtOnce() {
        for (int round = 0; round < 4; round++) {
            settle();
            Api buyer = shopper;
            List<Integer> answers = IntStream.range(0, 2)
                    .parallel()
                    .mapToObj(i -> give(i == 0 ? buyer : village.producer, "amountFen", 10_000)
                            .status())
                    .toList();
            assertThat(answers).containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    @DisplayName("E4: what an answer does not name is as it was asked: money by itself, goods by themselves")
    void anAnswerNamesHalves() {
        Object[][] named = {{}, {"amountFen", 1_000}, {"quantity", 2}, {"spoiledQuantity", 1}, {"amountFen", 0}};
        long[][] right = {{3_000, 1, 0}, {1_000, 1, 0}, {3_000, 2, 0}, {3_000, 0, 1}, {0, 1, 0}};
        for (int i = 0; i < named.length; i++) {
            settle();
            String request = asked("amountFen", 3_000, "quantity", 1);
            Map<String, Object> body = named[i].length == 0 ? Map.of() : Map.of((String) named[i][0], named[i][1]);
            village.producer.post(request + "/acceptance", body).expect(200);
            stands("PAID", right[i][0], right[i][1], right[i][2]);
        }
    }

    private AccountId account() {
        return Objects.requireNonNull(
                accounts.create(Caller.system(), "buyer-" + UUID.randomUUID(), "a sock for every foot", List.of())
                        .block());
    }

    @Test
    @DisplayName("F4: another account of the buyer neither gives, accepts nor refuses, whatever it acts for")
    void twoAccountsOfOneBuyer() {
        AccountId asBuyer = account();
        AccountId asSeller = account();
        Map<String, Object> person = Map.of("name", "王强", "idNumber", Village.idNumber());
        for (AccountId account : List.of(asBuyer, asSeller)) {
            village.admin
                    .post("/api/v1/accounts/" + account + "/person", person)
                    .expect(204);
        }
        shopper = Api.of(web, tokens, Caller.of(asBuyer, Grant.of(Role.SHOPPER)));
        buy(shopper);
        Api seller = Api.of(web, tokens, Caller.of(asSeller, Grant.of(Role.PRODUCER, producer)));
        String request = asked("amountFen", 3_000);
        List<Api.Answer> answers = List.of(
                seller.post(request + "/acceptance", Map.of()),
                seller.post(request + "/refusal", Map.of("reason", "no")),
                seller.post(order + "/lines/" + line + "/returns", Map.of("quantity", 1, "reason", "back")),
                give(seller, "amountFen", 1_000));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.expect(403).text("/code")).isEqualTo("payment.own-refund"));
        stands("PAID", 0, 0, 0);
        village.producer.post(request + "/acceptance", Map.of()).expect(200);
    }

    @Test
    @DisplayName("D9: 10,000 for one of two units, then the other comes back: it re-enters stock and its lot")
    void goodsComeBackWhenAllTheMoneyIsBack() {
        give(village.producer, "amountFen", 10_000, "quantity", 1).expect(201);
        stands("REFUNDED", 10_000, 1, 0);
        assertThat(level().available()).isEqualTo(9);
        assertThat(shopper.post("/api/v1/orders", wanted(2)).expect(409).text("/code"))
                .as("one unit is still with her")
                .isEqualTo("order.limit-reached");
        Api.Answer goods = give(village.producer, "quantity", 1).expect(201);
        assertThat(goods.number("/amountFen")).isZero();
        stands("REFUNDED", 10_000, 2, 0);
        assertThat(level().available()).isEqualTo(10);
        booksHold(10);
        give(village.producer, "quantity", 1).expect(409);
        shopper.post("/api/v1/orders", wanted(2)).expect(201);
    }

    @Test
    @DisplayName("D9: what comes back spoiled is lost to its lot, and on no shelf; its money may come later")
    void spoiledGoodsAreLost() {
        village.producer
                .post(order + "/lines/" + line + "/returns", Map.of("spoiledQuantity", 1, "reason", "torn"))
                .expect(201);
        stands("PAID", 0, 0, 1);
        await().atMost(PATIENCE).until(() -> level().sold() == 1);
        assertThat(level().available()).isEqualTo(8);
        booksHold(8);
        assertThat(shopper.post("/api/v1/orders", wanted(1)).expect(409).text("/code"))
                .as("its money is not back")
                .isEqualTo("order.limit-reached");
        give(village.producer, "amountFen", 5_000).expect(201);
        shopper.post("/api/v1/orders", wanted(1)).expect(201);
        village.producer
                .post(order + "/lines/" + line + "/returns", Map.of("quantity", 2, "reason", "too many"))
                .expect(409);
        village.producer
                .post(order + "/lines/" + line + "/returns", Map.of("reason", "nothing"))
                .expect(409);
        assertThat(give(village.producer, "spoiledQuantity", 1).expect(201).number("/amountFen"))
                .isEqualTo(5_000);
        stands("REFUNDED", 10_000, 0, 2);
        booksHold(8);
    }

    @Test
    @DisplayName(
            "D9: who takes units from lots and pools has the lot before it waits for a pool: two cannot block each other")
    void lotsBeforePools() {
        String spare = village.lot(
                        socks, village.agreement(Village.workshopTerms()), 10, null, new Object[] {"a", "knit", 100})
                .text("/id");
        Map<String, Object> spoiled = Map.of("spoiledQuantity", 1, "reason", "torn");
        hasItWhileItWaits(lot, () -> village.producer.post(order + "/lines/" + line + "/returns", spoiled));
        Map<String, Object> lost = Map.of("units", 1, "reason", "WATER", "evidence", "photo 1");
        String loss = "/api/v1/producers/" + producer + "/lots/" + spare + "/losses";
        hasItWhileItWaits(spare, () -> village.producer.post(loss, lost));
        booksHold(8);
    }

    private void hasItWhileItWaits(String id, Supplier<Api.Answer> step) {
        Sinks.Empty<Void> enough = Sinks.empty();
        CompletableFuture<Void> held = new CompletableFuture<>();
        CompletableFuture<Void> holder = transactions
                .transactional(database.sql("SELECT 1 FROM stock_pool WHERE producer_id = :producer FOR NO KEY UPDATE")
                        .bind("producer", producer.value())
                        .fetch()
                        .all()
                        .then(Mono.defer(() -> {
                            held.complete(null);
                            return enough.asMono();
                        })))
                .toFuture();
        held.join();
        CompletableFuture<Api.Answer> answer = CompletableFuture.supplyAsync(step);
        try {
            await().atMost(PATIENCE).until(() -> isHeld(id));
        } finally {
            enough.tryEmitEmpty();
            holder.join();
        }
        answer.join().expect(201);
    }

    private boolean isHeld(String id) {
        return transactions
                .transactional(database.sql("SELECT id FROM lot WHERE id = :id FOR UPDATE SKIP LOCKED")
                        .bind("id", UUID.fromString(id))
                        .fetch()
                        .all()
                        .collectList())
                .blockOptional()
                .orElseThrow()
                .isEmpty();
    }

    @Test
    @DisplayName("D9: every way to part two units into fit, spoiled and kept, with and without money, keeps the books")
    void everyWayMoneyAndGoodsComeBack() {
        int walked = 0;
        for (int fit = 0; fit <= 2; fit++) {
            for (int spoiled = 0; fit + spoiled <= 2; spoiled++) {
                for (long fen : new long[] {0, 1, 5_000, 10_000}) {
                    if (fit + spoiled + fen > 0) {
                        settle();
                        moneyAndGoods(fen, fit, spoiled, walked % 2 == 0);
                        walked++;
                    }
                }
            }
        }
        assertThat(walked).isEqualTo(6 * 4 - 1);
    }

    private void moneyAndGoods(long fen, int fit, int spoiled, boolean together) {
        Map<String, Object> goods = new HashMap<>(Map.of("reason", "walk"));
        if (fit > 0) {
            goods.put("quantity", fit);
        }
        if (spoiled > 0) {
            goods.put("spoiledQuantity", spoiled);
        }
        boolean some = fit + spoiled > 0;
        if (together && some) {
            goods.put("amountFen", fen);
            village.producer.post(order + "/lines/" + line + "/refunds", goods).expect(201);
        } else {
            if (some) {
                village.producer
                        .post(order + "/lines/" + line + "/returns", goods)
                        .expect(201);
            }
            if (fen > 0) {
                give(village.producer, "amountFen", fen).expect(201);
            }
        }
        boolean neverWentOut = fen == 10_000 && !(together && some && fit > 0) && spoiled == 0;
        long back = neverWentOut ? 2 : fit;
        stands(fen == 10_000 ? "REFUNDED" : "PAID", fen, back, spoiled);
        booksHold(10 - 2 + back);
    }
}
