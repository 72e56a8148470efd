package org.livelihood.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.LocalServer;
import org.livelihood.support.LocalServer.Answer;
import org.livelihood.support.LocalServer.Request;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Front ends are told what happens: from the order's transaction to a receiver that verifies it. */
@JourneyTest
class WebhookJourneyTest {

    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private EndpointStore endpoints;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    private final Queue<Request> received = new ConcurrentLinkedQueue<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private Village village;
    private LocalServer receiver;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        receiver = new LocalServer(request -> {
            received.add(request);
            return new Answer(status.get(), Map.of(), new byte[0]);
        });
    }

    private Map<String, Object> wish(String url, String... types) {
        return Map.of("producerId", village.producerId, "url", url, "types", List.of(types));
    }

    private String endpoint(String url, String... types) {
        return WEBHOOKS + "/"
                + village.producer.post(WEBHOOKS, wish(url, types)).expect(201).text("/id");
    }

    private String secret(String endpoint) {
        return village.producer.post(endpoint + "/secret", Map.of()).expect(200).text("/secret");
    }

    private Api.Answer change(String endpoint, String version, Map<String, Object> body) {
        return village.producer.send(HttpMethod.PUT, endpoint, body, Map.of("If-Match", version));
    }

    private JsonNode latest(String endpoint) {
        return village.producer.get(endpoint + "/deliveries").expect(200).body().at("/items/0");
    }

    private void awaitLatest(String endpoint, String field, String value) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(latest(endpoint).at("/" + field).asString()).isEqualTo(value));
    }

    private String state(String endpoint) {
        for (JsonNode one : village.producer
                .get(WEBHOOKS + "?producer=" + village.producerId)
                .expect(200)
                .body()
                .at("/items")) {
            if (endpoint.endsWith(one.at("/id").asString())) {
                return one.at("/status").asString();
            }
        }
        throw new AssertionError("no " + endpoint);
    }

    private static JsonNode body(Request request) {
        return JSON.readTree(request.body());
    }

    private List<String> types() {
        return received.stream()
                .map(request -> body(request).at("/type").asString())
                .sorted()
                .toList();
    }

    private void sql(String statement, String endpoint) {
        transaction
                .transactional(database.sql(statement)
                        .bind("id", UUID.fromString(endpoint.substring(endpoint.lastIndexOf('/') + 1)))
                        .then())
                .block(PATIENCE);
    }

    @Test
    void anEndpointIsItsManagersToKeep() {
        String endpoint = endpoint(receiver.address(), "order.paid", "order.placed");
        Api.Answer first = village.producer
                .get(WEBHOOKS + "?producer=" + village.producerId)
                .expect(200);
        assertThat(first.body().at("/items/0/hasSecret").asBoolean()).isFalse();
        assertThat(secret(endpoint)).startsWith("whsec_").isNotEqualTo(secret(endpoint));
        Map<String, Object> anew = Map.of("url", receiver.address() + "/new", "types", List.of("order.refunded"));
        assertThat(change(endpoint, "\"7\"", anew).expect(412).text("/code")).isEqualTo("webhook.stale");
        Api.Answer changed = change(endpoint, "W/\"1\"", anew).expect(200);
        assertThat(changed.text("/types/0")).isEqualTo("order.refunded");
        assertThat(changed.headers().getETag()).isEqualTo("\"2\"");

        Village other = new Village(web, tokens, "WORKSHOP");
        for (Api stranger : List.of(other.producer, village.admin)) {
            stranger.get(WEBHOOKS + "?producer=" + village.producerId).expect(404);
            stranger.post(WEBHOOKS, wish(receiver.address(), "order.paid")).expect(404);
            stranger.post(endpoint + "/secret", Map.of()).expect(404);
            stranger.post(endpoint + "/test", Map.of()).expect(404);
            stranger.get(endpoint + "/deliveries").expect(404);
            stranger.post(endpoint + "/deliveries/" + UUID.randomUUID() + "/resend", Map.of())
                    .expect(404);
            stranger.send(HttpMethod.PUT, endpoint, anew, Map.of("If-Match", "*"))
                    .expect(404);
            stranger.delete(endpoint).expect(404);
        }
        village.producer.get(WEBHOOKS).expect(404);
        assertThat(village.producer
                        .post(endpoint + "/deliveries/" + UUID.randomUUID() + "/resend", Map.of())
                        .expect(404)
                        .text("/code"))
                .isEqualTo("webhook.delivery-not-found");
        village.producer
                .send(HttpMethod.DELETE, endpoint, null, Map.of("If-Match", "\"1\""))
                .expect(412);
        village.producer
                .send(HttpMethod.DELETE, endpoint, null, Map.of("If-Match", "\"2\""))
                .expect(204);
        village.producer.get(endpoint + "/deliveries").expect(404);
    }

    @Test
    void anAddressIsHttpsOnTheNamedPublicNetwork() {
        for (String url : List.of(
                "http://shop.example/hook",
                "https://shop.example:8443/hook",
                "https://user:word@shop.example/hook",
                "https://shop.example/hook#part",
                "https://10.0.0.1/hook",
                "https://2130706433/hook",
                "https://0x7f.1/hook",
                "https://[::1]/hook",
                "https://localhost/hook",
                "https://db.internal/hook",
                "ftp://shop.example/hook",
                "shop.example",
                "https:// /")) {
            assertThat(village.producer
                            .post(WEBHOOKS, wish(url, "order.paid"))
                            .expect(422)
                            .text("/code"))
                    .as(url)
                    .isEqualTo("webhook.bad-url");
        }
        String endpoint = endpoint("https://shop.example/hook?a=b", "order.paid");
        change(endpoint, "*", Map.of("url", "http://shop.example", "types", List.of("order.paid")))
                .expect(422);
        for (int i = 1; i < Webhooks.MOST; i++) {
            endpoint("https://shop.example/" + i, "order.paid");
        }
        assertThat(village.producer
                        .post(WEBHOOKS, wish("https://shop.example/more", "order.paid"))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("webhook.too-many");
    }

    @Test
    void aSaleIsToldFromItsTransactionOn() {
        String endpoint = endpoint(
                receiver.address(),
                "order.placed",
                "order.paid",
                "order.cancelled",
                "order.refunded",
                "payment.captured",
                "listing.approved");
        Verifier verifier = new Verifier(secret(endpoint));
        village.household("a", "WORKER");
        String sku = village.sku("Socks", 3_333);
        village.lot(sku, village.agreement(Village.workshopTerms()), 20, null, new Object[] {"a", "knit", 100});
        Api shopper = village.shopper();
        Map<String, Object> wish = Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1)));
        String cancelled = shopper.post("/api/v1/orders", wish).expect(201).text("/id");
        shopper.post("/api/v1/orders/" + cancelled + "/cancellation", Map.of()).expect(200);
        Api.Answer placed = shopper.post("/api/v1/orders", wish).expect(201);
        String order = placed.text("/id");
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order)))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        await().atMost(PATIENCE)
                .until(() -> shopper.get("/api/v1/orders/" + order).text("/status"), "PAID"::equals);
        village.producer
                .post(
                        "/api/v1/orders/" + order + "/lines/" + placed.text("/lines/0/id") + "/refunds",
                        Map.of("quantity", 1, "reason", "not wanted"))
                .expect(201);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(types())
                        .containsExactly(
                                "listing.approved",
                                "order.cancelled",
                                "order.paid",
                                "order.placed",
                                "order.placed",
                                "order.refunded",
                                "payment.captured"));
        for (Request request : received) {
            assertThat(verifier.isGenuine(request, Instant.now())).isTrue();
            assertThat(verifier.isNew(request)).isTrue();
            assertThat(body(request).propertyNames()).containsExactlyInAnyOrder("type", "timestamp", "data");
            assertThat(body(request).at("/data/producerId").asString()).isEqualTo(village.producerId);
            body(request).at("/data").values().forEach(id -> UUID.fromString(id.asString()));
            assertThat(body(request).at("/data").propertyNames())
                    .isSubsetOf("producerId", "orderId", "lineId", "paymentId", "listingId");
        }
    }

    /** Statements of calling an order off; placing goes in batches, which are nobody's to count. */
    private int statementsOfCancelling(Api shopper, String sku) {
        String order = shopper.post("/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1))))
                .expect(201)
                .text("/id");
        return shopper.counted()
                .post("/api/v1/orders/" + order + "/cancellation", Map.of())
                .expect(200)
                .statements();
    }

    @Test
    void whereNobodyListensNothingIsAskedOrWritten() {
        village.household("a", "WORKER");
        String sku = village.sku("Socks", 100);
        village.lot(sku, village.agreement(Village.workshopTerms()), 50, null, new Object[] {"a", "knit", 100});
        Api shopper = village.shopper();
        endpoint(receiver.address(), "order.cancelled");
        int listened = statementsOfCancelling(shopper, sku);
        village = new Village(web, tokens, "WORKSHOP");
        village.household("b", "WORKER");
        String other = village.sku("Gloves", 100);
        village.lot(other, village.agreement(Village.workshopTerms()), 50, null, new Object[] {"b", "knit", 100});
        endpoint(receiver.address(), "order.paid");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(statementsOfCancelling(shopper, other)).isEqualTo(listened - 1));
    }

    @Test
    void aTestEventIsSentAgainUntilItIsTakenAndBothSecretsSign() {
        String endpoint = endpoint(receiver.address(), "order.paid");
        String former = secret(endpoint);
        String current = secret(endpoint);
        status.set(500);
        String event =
                village.producer.post(endpoint + "/test", Map.of()).expect(201).text("/eventId");
        awaitLatest(endpoint, "answer", "500");
        JsonNode waiting = latest(endpoint);
        assertThat(waiting.at("/status").asString()).isEqualTo("WAITING");
        assertThat(waiting.at("/attempts").asInt()).isOne();
        Duration pause = Duration.between(
                Instant.parse(waiting.at("/attemptedAt").asString()),
                Instant.parse(waiting.at("/nextAttemptAt").asString()));
        assertThat(pause).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
        assertThat(village.producer
                        .post(endpoint + "/deliveries/" + event + "/resend", Map.of())
                        .expect(409)
                        .text("/code"))
                .isEqualTo("webhook.still-waiting");
        status.set(200);
        awaitLatest(endpoint, "status", "DELIVERED");
        assertThat(latest(endpoint).at("/attempts").asInt()).isEqualTo(2);
        assertThat(received).hasSize(2).allSatisfy(request -> {
            assertThat(request.header("webhook-id")).isEqualTo(event);
            assertThat(new Verifier(former).isGenuine(request, Instant.now())).isTrue();
            assertThat(new Verifier(current).isGenuine(request, Instant.now())).isTrue();
        });
        sql("UPDATE webhook_endpoint SET former_until = now() - interval '1 second' WHERE id = :id", endpoint);
        received.clear();
        village.producer
                .post(endpoint + "/deliveries/" + event + "/resend", Map.of())
                .expect(200);
        await().atMost(PATIENCE).until(() -> received.size() == 1);
        assertThat(new Verifier(former).isGenuine(received.element(), Instant.now()))
                .isFalse();
        assertThat(new Verifier(current).isGenuine(received.element(), Instant.now()))
                .isTrue();
        Api.Answer page =
                village.producer.get(endpoint + "/deliveries?status=DEAD").expect(200);
        assertThat(page.body().at("/items")).isEmpty();
    }

    @Test
    void whoIsGoneIsDisabledAndOthersAreTold() {
        LocalServer gone = new LocalServer(request -> new Answer(410, Map.of(), new byte[0]));
        String watching = endpoint(receiver.address(), "webhook.disabled");
        secret(watching);
        String endpoint = endpoint(gone.address(), "order.paid");
        secret(endpoint);
        String event =
                village.producer.post(endpoint + "/test", Map.of()).expect(201).text("/eventId");
        await().atMost(PATIENCE).until(() -> state(endpoint), "GONE"::equals);
        assertThat(latest(endpoint).at("/status").asString()).isEqualTo("DEAD");
        assertThat(latest(endpoint).at("/answer").asString()).isEqualTo("410");
        await().atMost(PATIENCE).until(() -> received.size() == 1);
        assertThat(endpoint)
                .endsWith(body(received.element()).at("/data/endpointId").asString());
        for (String path : List.of("/test", "/deliveries/" + event + "/resend")) {
            assertThat(village.producer
                            .post(endpoint + path, Map.of())
                            .expect(409)
                            .text("/code"))
                    .isEqualTo("webhook.not-active");
        }
        change(endpoint, "*", Map.of("url", receiver.address(), "types", List.of("order.paid")))
                .expect(200);
        village.producer
                .post(endpoint + "/deliveries/" + event + "/resend", Map.of())
                .expect(200);
        awaitLatest(endpoint, "status", "DELIVERED");
    }

    @Test
    void whoFailsForFiveDaysIsDisabled() {
        status.set(500);
        String endpoint = endpoint(receiver.address(), "order.paid");
        secret(endpoint);
        village.producer.post(endpoint + "/test", Map.of()).expect(201);
        awaitLatest(endpoint, "answer", "500");
        assertThat(state(endpoint)).isEqualTo("ACTIVE");
        sql("UPDATE webhook_endpoint SET failing_since = now() - interval '5 days' WHERE id = :id", endpoint);
        village.producer.post(endpoint + "/test", Map.of()).expect(201);
        await().atMost(PATIENCE).until(() -> state(endpoint), "FAILING"::equals);
    }

    @Test
    void aSlowReceiverKeepsNobodyElseWaiting() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        LocalServer slow = new LocalServer(request -> {
            try {
                end.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        String stuck = endpoint(slow.address(), "order.paid");
        secret(stuck);
        for (int i = 0; i < 10; i++) {
            village.producer.post(stuck + "/test", Map.of()).expect(201);
        }
        String quick = endpoint(receiver.address(), "order.paid");
        secret(quick);
        village.producer.post(quick + "/test", Map.of()).expect(201);
        await().atMost(Duration.ofSeconds(5)).until(() -> received.size() == 1);
        end.countDown();
    }

    /** The endpoint has no secret yet, so that nobody but this test takes what is due. */
    @Test
    void twoNodesNeverTakeTheSame() {
        String path = endpoint(receiver.address(), "order.paid");
        for (int i = 0; i < 30; i++) {
            village.producer.post(path + "/test", Map.of()).expect(201);
        }
        EndpointId id = new EndpointId(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
        Endpoint endpoint = endpoints.find(id).blockOptional(PATIENCE).orElseThrow();
        List<WebhookQueueStore.Claimed> taken = new ArrayList<>();
        Mono.zip(deliveries.claim(endpoint), deliveries.claim(endpoint))
                .doOnNext(both -> {
                    taken.addAll(both.getT1());
                    taken.addAll(both.getT2());
                })
                .then(deliveries.claim(endpoint).doOnNext(taken::addAll))
                .block(PATIENCE);
        assertThat(taken)
                .extracting(WebhookQueueStore.Claimed::event)
                .doesNotHaveDuplicates()
                .hasSize(30);
        sql("UPDATE webhook_delivery SET due_at = now() WHERE endpoint_id = :id", path);
        WebhookQueueStore.Claimed again =
                deliveries.claim(endpoint).blockOptional(PATIENCE).orElseThrow().get(0);
        assertThat(again.attempts()).isEqualTo(2);
        WebhookQueueStore.Claimed late = taken.stream()
                .filter(one -> one.event().equals(again.event()))
                .findFirst()
                .orElseThrow();
        deliveries
                .finish(endpoint, late, new WebhookSender.Outcome(true, false, "200", null))
                .block(PATIENCE);
        Map<String, String> states = new HashMap<>();
        village.producer
                .get(path + "/deliveries?limit=50")
                .body()
                .at("/items")
                .forEach(one -> states.put(
                        one.at("/eventId").asString(), one.at("/status").asString()));
        assertThat(states).containsEntry(again.event().toString(), "WAITING");
    }

    @Test
    void thePlatformHearsOfAllProducers() {
        Api admin = village.admin;
        Map<String, Object> wish = Map.of("url", receiver.address(), "types", List.of("listing.approved"));
        String endpoint =
                WEBHOOKS + "/" + admin.post(WEBHOOKS, wish).expect(201).text("/id");
        String secret = admin.post(endpoint + "/secret", Map.of()).expect(200).text("/secret");
        village.sku("Socks", 100);
        await().atMost(PATIENCE)
                .until(() -> received.stream()
                        .anyMatch(request ->
                                new String(request.body(), StandardCharsets.UTF_8).contains(village.producerId)));
        assertThat(new Verifier(secret).isGenuine(received.element(), Instant.now()))
                .isTrue();
        assertThat(admin.get(WEBHOOKS).expect(200).body().at("/items")).isNotEmpty();
        village.producer.delete(endpoint).expect(404);
        admin.delete(endpoint).expect(204);
    }
}
