package org.livelihood.sale.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.stock.Stock;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The room as a client of another make sees it, byte by byte. */
@JourneyTest
class RoomJourneyTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private LiveRooms news;

    @Autowired
    private Stock stock;

    @Autowired
    private TransactionalOperator transaction;

    @LocalServerPort
    private int port;

    /** One open stream: the events that came so far. */
    private static final class Stream implements AutoCloseable {

        private final InputStream body;
        private final List<String> lines = new ArrayList<>();

        Stream(InputStream body) {
            this.body = body;
            Thread reader = new Thread(this::read, "room-reader");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try {
                StringBuilder line = new StringBuilder();
                for (int next = body.read(); next >= 0; next = body.read()) {
                    if (next == '\n') {
                        add(line.toString());
                        line.setLength(0);
                    } else {
                        line.append((char) next);
                    }
                }
            } catch (Exception closed) {
                add("closed");
            }
        }

        private synchronized void add(String line) {
            lines.add(line);
        }

        private synchronized List<JsonNode> events() {
            return lines.stream()
                    .filter(line -> line.startsWith("data: "))
                    .map(line -> JSON.readTree(line.substring(6).getBytes(StandardCharsets.ISO_8859_1)))
                    .toList();
        }

        synchronized String firstLine() {
            return lines.get(0);
        }

        JsonNode next(Predicate<JsonNode> wanted) {
            await().atMost(SOON).until(() -> events().stream().anyMatch(wanted));
            return events().stream().filter(wanted).findFirst().orElseThrow();
        }

        JsonNode next(String type) {
            return next(event -> event.at("/type").asString().equals(type));
        }

        List<String> types() {
            return events().stream()
                    .map(event -> event.at("/type").asString())
                    .filter(type -> !type.equals("viewers") && !type.equals("product.stock"))
                    .toList();
        }

        synchronized String lastId() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .reduce("", (before, line) -> line.substring(4));
        }

        @Override
        public void close() throws Exception {
            body.close();
        }
    }

    private Stream open(String session, @Nullable String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://localhost:" + port + "/api/v1/sessions/" + session + "/events"));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return new Stream(response.body());
    }

    private static SessionId id(String session) {
        return new SessionId(UUID.fromString(session));
    }

    private String put(Village village, String session, String sku, Map<String, Object> item, int status) {
        return village.producer
                .put("/api/v1/sessions/" + session + "/items/" + sku, item)
                .expect(status)
                .text("/code");
    }

    private static Map<String, Object> item(long livePriceFen, long poolUnits) {
        return Map.of("position", 1, "livePriceFen", livePriceFen, "poolUnits", poolUnits);
    }

    private void fill(Village village, String sku, long units) {
        stock.add(new ProducerId(UUID.fromString(village.producerId)), new SkuId(UUID.fromString(sku)), units)
                .block();
    }

    @Test
    void aRoomTellsOfItsStockItsPricesAndItsEnd() throws Exception {
        Village village = new Village(web, tokens, "FARM");
        String sku = village.sku("散养土鸡蛋", 5_980);
        fill(village, sku, 10);
        String session = village.session(0, null);
        put(village, session, sku, item(4_980, 0), 200);
        try (Stream stream = open(session, null)) {
            JsonNode snapshot = stream.next("room.snapshot").at("/data");
            assertThat(stream.firstLine()).matches("retry: [1-4][0-9]{3}");
            assertThat(snapshot.at("/session/status").asString()).isEqualTo("LIVE");
            assertThat(snapshot.at("/items/0/item/title").asString()).isEqualTo("散养土鸡蛋");
            assertThat(snapshot.at("/items/0/available").asLong()).isEqualTo(10);
            assertThat(snapshot.at("/items/0/soldOut").asBoolean()).isFalse();
            assertThat(snapshot.at("/viewers").asInt()).isEqualTo(1);
            assertThat(snapshot.has("serverNow")).isTrue();
            fill(village, sku, 5);
            stream.next(event -> event.at("/data/available").asLong() == 15);
            put(village, session, sku, item(4_500, 0), 200);
            stream.next(event -> event.at("/data/livePriceFen").asLong() == 4_500);
            village.host
                    .put("/api/v1/sessions/" + session + "/pin", Map.of("skuId", sku))
                    .expect(200);
            village.host.delete("/api/v1/sessions/" + session + "/items/" + sku).expect(204);
            stream.next("product.removed");
            village.host.post("/api/v1/sessions/" + session + "/end", Map.of()).expect(200);
            stream.next("room.ended");
            assertThat(stream.types())
                    .containsExactly(
                            "room.snapshot",
                            "product.price",
                            "product.pinned",
                            "product.unpinned",
                            "product.removed",
                            "room.ended");
        }
    }

    @Test
    void theOnlyViewerLeavesAndComesBackToWhatSheMissed() throws Exception {
        Village village = new Village(web, tokens, "FARM");
        String sku = village.sku("Walnuts", 2_000);
        String session = village.session(0, null);
        put(village, session, sku, item(1_900, 0), 200);
        String last;
        try (Stream stream = open(session, null)) {
            stream.next("room.snapshot");
            last = stream.lastId();
        }
        await().atMost(SOON).until(() -> news.viewersOf(id(session)) == 0 || leaveNoticed(village, session));
        village.host
                .put("/api/v1/sessions/" + session + "/pin", Map.of("skuId", sku))
                .expect(200);
        try (Stream stream = open(session, last)) {
            stream.next("product.pinned");
            assertThat(stream.types()).containsExactly("product.pinned");
        }
        try (Stream stream = open(session, "stranger-1")) {
            assertThat(stream.next("room.snapshot")
                            .at("/data/session/pinnedSku")
                            .asString())
                    .isEqualTo(sku);
            assertThat(stream.types()).startsWith("room.resync", "room.snapshot");
        }
    }

    /** A client that left is noticed when something is written to it. */
    private boolean leaveNoticed(Village village, String session) {
        news.tell(id(session), "viewers", Map.of("count", 0));
        return news.viewersOf(id(session)) == 0;
    }

    @Test
    void viewersWhoLeaveLeaveNothingBehind() throws Exception {
        Village village = new Village(web, tokens, "FARM");
        String session = village.session(0, null);
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            streams.add(open(session, null));
        }
        for (Stream stream : streams) {
            stream.next("room.snapshot");
        }
        assertThat(news.viewersOf(id(session))).isEqualTo(20);
        for (Stream stream : streams) {
            stream.close();
        }
        await().atMost(SOON).until(() -> leaveNoticed(village, session));
    }

    @Test
    void nothingIsToldOfATransactionThatDidNotHappen() throws Exception {
        Village village = new Village(web, tokens, "FARM");
        String session = village.session(0, null);
        try (Stream stream = open(session, null)) {
            stream.next("room.snapshot");
            Mono<Void> told = news.afterCommit(id(session), "product.price", Map.of("livePriceFen", 1));
            transaction
                    .execute(status -> told.doOnSuccess(done -> status.setRollbackOnly()))
                    .then()
                    .block();
            assertThat(stream.types()).containsExactly("room.snapshot");
            transaction
                    .execute(outer -> transaction
                            .execute(inner -> told)
                            .then()
                            .then(Mono.fromRunnable(
                                    () -> assertThat(stream.types()).containsExactly("room.snapshot"))))
                    .then()
                    .block();
            assertThat(Objects.requireNonNull(stream.next("product.price"))
                            .at("/data/livePriceFen")
                            .asLong())
                    .isEqualTo(1);
        }
    }

    @Test
    void onlyItsOwnPeopleRunASessionAndOnlyWhileItIsOpen() {
        Village village = new Village(web, tokens, "FARM");
        Village stranger = new Village(web, tokens, "FARM");
        String sku = village.sku("Tea", 2_000);
        String foreign = stranger.sku("Foreign tea", 2_000);
        fill(village, sku, 10);
        String plans = "/api/v1/producers/" + village.producerId + "/sessions";
        Map<String, Object> plan = Map.of(
                "title",
                "Tea evening",
                "plannedStart",
                "2026-03-02T12:00:00Z",
                "hostId",
                village.hostAccount.toString(),
                "official",
                false,
                "wageFen",
                0);
        String session = village.host.post(plans, plan).expect(201).text("/id");
        assertThat(put(village, session, foreign, item(100, 0), 422)).isEqualTo("live.sku-of-another");
        put(village, session, sku, item(1_500, 8), 200);
        String path = "/api/v1/sessions/" + session;
        stranger.producer.post(path + "/start", Map.of()).expect(404);
        stranger.host.put(path + "/items/" + foreign, item(100, 0)).expect(404);
        village.host.post(path + "/cancellation", Map.of()).expect(200);
        village.host.post(path + "/cancellation", Map.of()).expect(409);
        village.host.post(path + "/start", Map.of()).expect(409);
        village.host.put(path + "/pin", Map.of("skuId", sku)).expect(409);
        put(village, session, sku, item(1_500, 10), 409);
        String next = village.session(0, null);
        put(village, next, sku, item(1_500, 10), 200);
        Api.guest(web).get("/api/v1/sessions/" + UUID.randomUUID() + "/events").expect(404);
        village.host
                .post(plans, with(plan, "plannedStart", "2150-01-01T00:00:00Z"))
                .expect(422);
    }

    @Test
    void wagesArePromisedByTheProducerToItsOwnPeople() {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        village.worker("w", "WORKER");
        String plans = "/api/v1/producers/" + village.producerId + "/sessions";
        Map<String, Object> plan = Map.of(
                "title",
                "Socks",
                "plannedStart",
                "2026-03-02T12:00:00Z",
                "hostId",
                village.hostAccount.toString(),
                "official",
                false,
                "wageFen",
                8_000);
        Map<String, Object> member = with(plan, "wageMemberId", village.members.get("a"));
        village.host.post(plans, member).expect(403);
        village.producer.post(plans, member).expect(201);
        village.producer
                .post(plans, with(plan, "wageWorkerId", village.workers.get("w")))
                .expect(201);
        village.producer.post(plans, plan).expect(422);
        village.producer
                .post(plans, with(plan, "wageWorkerId", UUID.randomUUID().toString()))
                .expect(422);
        Village stranger = new Village(web, tokens, "WORKSHOP");
        stranger.household("b", "WORKER");
        village.producer
                .post(plans, with(plan, "wageMemberId", stranger.members.get("b")))
                .expect(422);
    }

    private static Map<String, Object> with(Map<String, Object> plan, String key, Object value) {
        Map<String, Object> changed = new HashMap<>(plan);
        changed.put(key, value);
        return changed;
    }
}
