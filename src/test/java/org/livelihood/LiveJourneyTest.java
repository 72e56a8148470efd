package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@JourneyTest
class LiveJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Village workshop() {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        return village;
    }

    private List<ServerSentEvent<JsonNode>> events(String session, String lastEventId, int count, Runnable meanwhile) {
        Flux<ServerSentEvent<JsonNode>> stream = web.get()
                .uri("/api/v1/sessions/{id}/events", session)
                .headers(headers -> {
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {})
                .getResponseBody()
                .filter(event -> event.data() != null
                        && !"viewers".equals(event.event())
                        && !"product.stock".equals(event.event()));
        List<ServerSentEvent<JsonNode>> seen = new ArrayList<>();
        stream.doOnNext(event -> {
                    seen.add(event);
                    if (seen.size() == 1) {
                        new Thread(meanwhile).start();
                    }
                })
                .take(count)
                .blockLast(Duration.ofSeconds(15));
        return seen;
    }

    @Test
    void aViewerGetsASnapshotThenNewsAndCanComeBack() {
        Village village = workshop();
        String sku = village.sku("Warm socks", 6_900);
        village.lot(sku, village.agreement(Village.workshopTerms()), 10, null, new Object[] {"a", "knit", 10});
        String session = village.session(0, null);
        village.show(session, sku, 5_900, 2, 4);
        List<ServerSentEvent<JsonNode>> first = events(
                session,
                null,
                2,
                () -> village.host
                        .put("/api/v1/sessions/" + session + "/pin", Map.of("skuId", sku))
                        .expect(200));
        JsonNode snapshot = Objects.requireNonNull(first.get(0).data());
        assertThat(first.get(0).event()).isEqualTo("room.snapshot");
        assertThat(snapshot.at("/data/items/0/available").asLong()).isEqualTo(4);
        assertThat(snapshot.at("/data/items/0/item/livePriceFen").asLong()).isEqualTo(5_900);
        assertThat(first.get(1).event()).isEqualTo("product.pinned");

        village.host.delete("/api/v1/sessions/" + session + "/pin").expect(200);
        List<ServerSentEvent<JsonNode>> again = events(session, first.get(1).id(), 1, () -> {});
        assertThat(again.get(0).event()).isEqualTo("product.unpinned");
        List<ServerSentEvent<JsonNode>> lost = events(session, "older-7", 2, () -> {});
        assertThat(lost.stream().map(ServerSentEvent::event)).containsExactly("room.resync", "room.snapshot");
    }

    @Test
    void aHostIsLiveInOneSessionAtATime() {
        Village village = workshop();
        String first = village.session(0, null);
        String second = village.host
                .post(
                        "/api/v1/producers/" + village.producerId + "/sessions",
                        Map.of(
                                "title",
                                "Evening",
                                "plannedStart",
                                "2026-03-02T19:00:00Z",
                                "hostId",
                                village.hostAccount.toString(),
                                "official",
                                false,
                                "wageFen",
                                0))
                .expect(201)
                .text("/id");
        String start = "/api/v1/sessions/" + second + "/start";
        assertThat(village.host.post(start, Map.of()).expect(409).text("/code")).isEqualTo("live.host-is-live");
        village.host.post("/api/v1/sessions/" + first + "/end", Map.of()).expect(200);
        village.host.post(start, Map.of()).expect(200);
    }

    @Test
    void aSessionSetsStockApartAndGivesItBack() {
        Village village = workshop();
        String sku = village.sku("Grey socks", 6_900);
        village.lot(sku, village.agreement(Village.workshopTerms()), 10, null, new Object[] {"a", "knit", 10});
        String session = village.session(0, null);
        village.show(session, sku, 5_900, null, 7);
        village.host
                .put(
                        "/api/v1/sessions/" + session + "/items/" + sku,
                        Map.of("position", 1, "livePriceFen", 5_900, "poolUnits", 11))
                .expect(409);
        village.host
                .put(
                        "/api/v1/sessions/" + session + "/items/" + sku,
                        Map.of("position", 1, "livePriceFen", 5_900, "poolUnits", 6))
                .expect(422);
        assertThat(Api.guest(web).get("/api/v1/sessions/" + session).number("/items/0/available"))
                .isEqualTo(7);
        Map<String, Object> second = Map.of(
                "title",
                "Again",
                "plannedStart",
                "2026-03-02T12:00:00Z",
                "hostId",
                village.hostAccount.toString(),
                "official",
                false,
                "wageFen",
                0);
        String other = village.host
                .post("/api/v1/producers/" + village.producerId + "/sessions", second)
                .text("/id");
        village.host.post("/api/v1/sessions/" + other + "/start", Map.of()).expect(409);
        village.host.post("/api/v1/sessions/" + session + "/end", Map.of()).expect(200);
        village.host.post("/api/v1/sessions/" + session + "/end", Map.of()).expect(409);
        village.host.post("/api/v1/sessions/" + other + "/start", Map.of()).expect(200);
        village.show(other, sku, 6_000, null, 10);
    }

    @Test
    void listingsAreReviewedFoundAndPagedWhileOthersAreAdded() {
        Village village = workshop();
        String word = "袜" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 5; i++) {
            village.sku(word + " " + i, 100 + i);
        }
        Api guest = Api.guest(web);
        Api.Answer page =
                guest.get("/api/v1/listings?limit=2&sort=NEWEST&q=" + word).expect(200);
        Set<String> seen = new TreeSet<>();
        village.sku(word + " new", 99);
        while (true) {
            page.body()
                    .at("/items")
                    .forEach(item ->
                            assertThat(seen.add(item.at("/id").asString())).isTrue());
            if (page.body().at("/nextCursor").isMissingNode()
                    || page.body().at("/nextCursor").isNull()) {
                break;
            }
            page = guest.get("/api/v1/listings?limit=2&sort=NEWEST&q=" + word + "&cursor=" + page.text("/nextCursor"))
                    .expect(200);
        }
        assertThat(seen).hasSize(5);
        guest.get("/api/v1/listings?cursor=nonsense").expect(400);
        guest.get("/api/v1/listings?limit=0").expect(400);
        assertThat(guest.get("/api/v1/listings?origin=341226000000&limit=1")
                        .expect(200)
                        .body()
                        .at("/items")
                        .size())
                .isEqualTo(1);
        assertThat(guest.get("/api/v1/listings?origin=530000000000")
                        .expect(200)
                        .body()
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    void priceChangesNeedTheVersionThatWasRead() {
        Village village = workshop();
        String sku = village.sku("Striped socks", 500);
        Api.Answer listings = village.producer
                .get("/api/v1/producers/" + village.producerId + "/listings")
                .expect(200);
        String id = listings.text("/items/0/id");
        String path = "/api/v1/listings/" + id + "/skus/" + sku;
        Map<String, Object> price = Map.of("priceFen", 450);
        village.producer
                .send(HttpMethod.PATCH, path, price, Map.of("If-Match", "\"1\""))
                .expect(412);
        String version = "\"" + listings.number("/items/0/version") + "\"";
        assertThat(village.producer
                        .send(HttpMethod.PATCH, path, price, Map.of("If-Match", version))
                        .expect(200)
                        .number("/skus/0/priceFen"))
                .isEqualTo(450);
        new Village(web, tokens, "FARM")
                .producer
                .send(HttpMethod.PATCH, path, price, Map.of("If-Match", version))
                .expect(404);
    }

    @Test
    void picturesAreWhatTheyAreNotWhatTheySay() throws Exception {
        Village village = workshop();
        String path = "/api/v1/producers/" + village.producerId + "/images";
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", png);
        Map<String, String> jpeg = Map.of("Content-Type", "image/jpeg");
        String id = village.producer
                .send(HttpMethod.POST, path, png.toByteArray(), jpeg)
                .expect(201)
                .text("/id");
        web.get()
                .uri("/api/v1/images/{id}", id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Type", "image/png")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff");
        village.producer
                .send(HttpMethod.POST, path, "<script>".getBytes(), jpeg)
                .expect(415);
        byte[] broken = png.toByteArray();
        Arrays.fill(broken, 20, broken.length, (byte) 0);
        village.producer.send(HttpMethod.POST, path, broken, jpeg).expect(400);
        village.producer
                .send(HttpMethod.POST, path, new byte[12 * 1024 * 1024 + 1], jpeg)
                .expect(413);
    }
}
