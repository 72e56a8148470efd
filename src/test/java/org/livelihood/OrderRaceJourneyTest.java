package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Many buyers at once, over HTTP. */
@JourneyTest
class OrderRaceJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    private static <T> List<T> atOnce(int threads, List<Callable<T>> tasks) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private long count(String query, String sku) {
        return Objects.requireNonNull(database.sql(query)
                .bind("sku", UUID.fromString(sku))
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block());
    }

    private static Map<String, Object> order(String session, String sku) {
        return Map.of("sessionId", session, "lines", List.of(Map.of("skuId", sku, "quantity", 1)));
    }

    @Test
    void fiveHundredBuyersOfAHundredUnitsGetExactlyAHundred() throws Exception {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        String sku = village.sku("Hot socks", 6_900);
        village.lot(sku, village.agreement(Village.workshopTerms()), 100, null, new Object[] {"a", "knit", 1000});
        String session = village.session(0, null);
        village.show(session, sku, 5_900, 1, 100);
        List<Callable<Integer>> buyers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Api shopper = village.shopper();
            buyers.add(() -> shopper.post("/api/v1/orders", order(session, sku)).status());
        }
        List<Integer> answers = atOnce(64, buyers);
        assertThat(answers.stream().filter(status -> status == 201).count()).isEqualTo(100);
        assertThat(answers.stream().filter(status -> status == 409).count()).isEqualTo(400);
        assertThat(count("SELECT sum(quantity)::bigint FROM order_line WHERE sku_id = :sku", sku))
                .isEqualTo(100);
        assertThat(count("SELECT sum(reserved)::bigint FROM stock_pool WHERE sku_id = :sku", sku))
                .isEqualTo(100);
        assertThat(count("SELECT sum(available)::bigint FROM stock_pool WHERE sku_id = :sku", sku))
                .isZero();
    }

    @Test
    void oneKeySentFiftyTimesAtOnceMakesOneOrder() throws Exception {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        String sku = village.sku("Careful socks", 6_900);
        village.lot(sku, village.agreement(Village.workshopTerms()), 100, null, new Object[] {"a", "knit", 1000});
        Api shopper = village.shopper();
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 2)));
        List<Callable<Api.Answer>> tries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tries.add(() -> shopper.post("/api/v1/orders", body, key));
        }
        List<Api.Answer> answers = atOnce(50, tries);
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(answer -> answer.text("/id")).distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.headers().containsHeader("Idempotent-Replayed"))
                        .count())
                .isEqualTo(49);
        assertThat(count("SELECT count(*) FROM order_line WHERE sku_id = :sku", sku))
                .isEqualTo(1);
        Map<String, Object> other = Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 3)));
        shopper.post("/api/v1/orders", other, key).expect(422);
        shopper.send(HttpMethod.POST, "/api/v1/orders", body, Map.of()).expect(400);
    }

    @Test
    void aRefusedOrderNeverTouchesItsNeighbours() throws Exception {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        String sku = village.sku("Neighbour socks", 6_900);
        village.lot(sku, village.agreement(Village.workshopTerms()), 60, null, new Object[] {"a", "knit", 600});
        String session = village.session(0, null);
        village.show(session, sku, 5_900, 1, 60);
        List<Callable<Integer>> buyers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Api good = village.shopper();
            buyers.add(() -> good.post("/api/v1/orders", order(session, sku)).status());
            Api greedy = village.shopper();
            Map<String, Object> two =
                    Map.of("sessionId", session, "lines", List.of(Map.of("skuId", sku, "quantity", 2)));
            buyers.add(() -> greedy.post("/api/v1/orders", two).status());
            Api lost = village.shopper();
            buyers.add(() -> lost.post(
                            "/api/v1/orders", order(session, UUID.randomUUID().toString()))
                    .status());
        }
        List<Integer> answers = atOnce(32, buyers);
        for (int i = 0; i < answers.size(); i += 3) {
            assertThat(answers.get(i)).isEqualTo(201);
            assertThat(answers.get(i + 1)).isBetween(400, 499);
            assertThat(answers.get(i + 2)).isBetween(400, 499);
        }
        assertThat(count("SELECT sum(reserved)::bigint FROM stock_pool WHERE sku_id = :sku", sku))
                .isEqualTo(40);
    }

    @Test
    void pricesComeFromTheDatabaseAndForeignOrdersDoNotExist() {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        String sku = village.sku("Priced socks", 6_900);
        village.lot(sku, village.agreement(Village.workshopTerms()), 10, null, new Object[] {"a", "knit", 100});
        Api shopper = village.shopper();
        Map<String, Object> cheap = Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1, "priceFen", 1)));
        assertThat(shopper.post("/api/v1/orders", cheap).expect(400).text("/code"))
                .isEqualTo("http.unknown-field");
        Map<String, Object> body = Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 2)));
        Api.Answer order = shopper.post("/api/v1/orders", body).expect(201);
        assertThat(order.number("/totalFen")).isEqualTo(13_800);
        Api.Answer foreign =
                village.shopper().get("/api/v1/orders/" + order.text("/id")).expect(404);
        Api.Answer unknown =
                village.shopper().get("/api/v1/orders/" + UUID.randomUUID()).expect(404);
        assertThat(foreign.text("/code")).isEqualTo(unknown.text("/code"));
        assertThat(foreign.headers().getFirst(HttpHeaders.CONTENT_TYPE)).startsWith("application/problem+json");
        shopper.post("/api/v1/orders/" + order.text("/id") + "/cancellation", Map.of())
                .expect(200);
        shopper.post("/api/v1/orders/" + order.text("/id") + "/cancellation", Map.of())
                .expect(409);
        assertThat(count("SELECT sum(available)::bigint FROM stock_pool WHERE sku_id = :sku", sku))
                .isEqualTo(10);
        String quote = shopper.post("/api/v1/quotes", body).expect(201).text("/id");
        assertThat(shopper.post("/api/v1/orders", Map.of("quoteId", quote))
                        .expect(201)
                        .number("/totalFen"))
                .isEqualTo(13_800);
        village.shopper().post("/api/v1/orders", Map.of("quoteId", quote)).expect(404);
    }
}
