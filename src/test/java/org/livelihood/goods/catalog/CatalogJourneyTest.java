package org.livelihood.goods.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Api.Answer;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@JourneyTest
class CatalogJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    @LocalServerPort
    private int port;

    private static Map<String, Object> content(String title, String... images) {
        return Map.of(
                "title",
                title,
                "description",
                "By hand",
                "category",
                "socks",
                "originCode",
                Village.CODE,
                "attributes",
                Map.of("material", "羊毛"),
                "imageIds",
                List.of(images));
    }

    private static Map<String, Object> sku(String option, long priceFen, String unit) {
        return Map.of("optionName", option, "priceFen", priceFen, "weightGrams", 80, "unitDescription", unit);
    }

    private Answer draft(Village village, String title, String... images) {
        Map<String, Object> body =
                Map.of("content", content(title, images), "skus", List.of(sku("grey", 6_900, "10 pairs")));
        return village.producer.post("/api/v1/producers/" + village.producerId + "/listings", body);
    }

    private static Answer step(Api caller, String id, String step, int status) {
        return caller.post("/api/v1/listings/" + id + "/" + step, Map.of()).expect(status);
    }

    private static Answer change(Village village, String id, long version, Map<String, Object> body) {
        return village.producer.send(
                HttpMethod.PUT, "/api/v1/listings/" + id, body, Map.of("If-Match", "\"" + version + "\""));
    }

    private Answer managed(Village village, String id) {
        return village.producer
                .get("/api/v1/producers/" + village.producerId + "/listings/" + id)
                .expect(200);
    }

    private Answer shown(String id, int status) {
        return Api.guest(web).get("/api/v1/listings/" + id).expect(status);
    }

    private String listed(Village village, String title) {
        String id = draft(village, title).expect(201).text("/id");
        step(village.producer, id, "submission", 200);
        step(village.admin, id, "approval", 200);
        step(village.producer, id, "listing", 200);
        return id;
    }

    private List<String> waiting(Village village) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = village.admin
                    .get("/api/v1/listing-reviews?limit=100" + cursor)
                    .expect(200);
            page.body().at("/items").forEach(entry -> ids.add(entry.at("/id").asString()));
            JsonNode next = page.body().at("/nextCursor");
            cursor = next.isMissingNode() || next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return ids;
    }

    private static String text(Answer answer) {
        return answer.headers().getFirst("ETag") + answer.headers().getFirst("Cache-Control");
    }

    @Test
    void aListingIsReviewedBeforeItIsShown() {
        Village village = new Village(web, tokens, "WORKSHOP");
        Answer draft = draft(village, "暖脚袜").expect(201);
        String id = draft.text("/id");
        assertThat(draft.text("/skus/0/unitDescription")).isEqualTo("10 pairs");
        assertThat(text(draft)).isEqualTo("\"1\"private, no-store");
        shown(id, 404);
        step(village.producer, id, "listing", 409);
        step(village.admin, id, "approval", 409);
        step(village.producer, id, "submission", 200);
        assertThat(waiting(village)).contains(id);
        step(village.producer, id, "approval", 403);
        village.admin
                .post("/api/v1/listings/" + id + "/return", Map.of("reason", "No picture"))
                .expect(200);
        assertThat(managed(village, id).text("/returnReason")).isEqualTo("No picture");
        assertThat(managed(village, id).text("/status")).isEqualTo("RETURNED");
        step(village.producer, id, "submission", 200);
        step(village.admin, id, "approval", 200);
        shown(id, 404);
        step(village.producer, id, "listing", 200);
        assertThat(shown(id, 200).text("/content/attributes/material")).isEqualTo("羊毛");
        step(village.producer, id, "delisting", 200);
        shown(id, 404);
        Village stranger = new Village(web, tokens, "FARM");
        step(stranger.producer, id, "listing", 404);
        stranger.producer
                .get("/api/v1/producers/" + stranger.producerId + "/listings/" + id)
                .expect(404);
    }

    @Test
    void theReviewerDecidesOnWhatSheHasRead() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String id = draft(village, "Read socks").expect(201).text("/id");
        Answer submitted = step(village.producer, id, "submission", 200);
        String path = "/api/v1/listings/" + id + "/approval";
        village.admin
                .send(HttpMethod.POST, path, Map.of(), Map.of("If-Match", "\"1\""))
                .expect(412);
        village.admin
                .send(HttpMethod.POST, path, Map.of(), Map.of("If-Match", "\"" + submitted.number("/version") + "\""))
                .expect(200);
    }

    @Test
    void theOldContentIsShownUntilTheNewOneIsApproved() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String id = listed(village, "Old name");
        Answer before = managed(village, id);
        String grey = before.text("/skus/0/id");
        Map<String, Object> known = new HashMap<>(Map.of("id", grey, "sku", sku("light grey", 1, "12 pairs")));
        Map<String, Object> body = Map.of(
                "content", content("New name"),
                "skus", List.of(Map.of("sku", sku("red", 7_500, "12 pairs")), known));
        change(village, id, before.number("/version") - 1, body).expect(412);
        Answer changed = change(village, id, before.number("/version"), body).expect(200);
        assertThat(changed.text("/content/title")).isEqualTo("Old name");
        assertThat(changed.text("/pending/content/title")).isEqualTo("New name");
        assertThat(changed.text("/pending/status")).isEqualTo("DRAFT");
        step(village.producer, id, "submission", 200);
        change(village, id, managed(village, id).number("/version"), body).expect(409);
        assertThat(waiting(village)).contains(id);
        assertThat(shown(id, 200).text("/content/title")).isEqualTo("Old name");
        assertThat(shown(id, 200).body().at("/pending").isNull()).isTrue();
        village.admin
                .post("/api/v1/listings/" + id + "/return", Map.of("reason", "Why red?"))
                .expect(200);
        assertThat(managed(village, id).text("/pending/returnReason")).isEqualTo("Why red?");
        step(village.producer, id, "submission", 200);
        step(village.admin, id, "approval", 200);
        Answer after = shown(id, 200);
        assertThat(after.text("/content/title")).isEqualTo("New name");
        assertThat(after.text("/skus/0/optionName")).isEqualTo("red");
        assertThat(after.text("/skus/1/id")).isEqualTo(grey);
        assertThat(after.text("/skus/1/optionName")).isEqualTo("light grey");
        assertThat(after.number("/skus/1/priceFen")).isEqualTo(6_900);
        assertThat(offered(grey)).isTrue();
        step(village.admin, id, "approval", 409);

        Map<String, Object> onlyRed = Map.of(
                "content",
                content("New name"),
                "skus",
                List.of(Map.of("id", after.text("/skus/0/id"), "sku", sku("red", 7_500, ""))));
        change(village, id, after.number("/version"), onlyRed).expect(200);
        step(village.producer, id, "submission", 200);
        assertThat(offered(grey)).isTrue();
        step(village.admin, id, "approval", 200);
        assertThat(offered(grey)).isFalse();
        assertThat(shown(id, 200).body().at("/skus/1/withdrawn").asBoolean()).isTrue();
    }

    private Boolean offered(String sku) {
        return database.sql("SELECT sellable FROM catalog_offer WHERE sku_id = :sku")
                .bind("sku", UUID.fromString(sku))
                .map(row -> row.get("sellable", Boolean.class))
                .one()
                .block();
    }

    @Test
    void aListingShowsOnlyWhatIsItsProducers() throws IOException {
        Village village = new Village(web, tokens, "WORKSHOP");
        Village stranger = new Village(web, tokens, "WORKSHOP");
        String own = image(village);
        assertThat(draft(village, "With a picture", own, own).expect(201).text("/content/images/0"))
                .isEqualTo(own);
        draft(village, "With another's picture", own, image(stranger)).expect(422);
        String foreign = listed(stranger, "Foreign socks");
        String id = listed(village, "Own socks");
        Map<String, Object> body = Map.of(
                "content",
                content("Own socks"),
                "skus",
                List.of(Map.of("id", managed(stranger, foreign).text("/skus/0/id"), "sku", sku("mine", 1, ""))));
        change(village, id, managed(village, id).number("/version"), body).expect(404);
        Map<String, Object> nowhere = new HashMap<>(content("Nowhere"));
        nowhere.put("originCode", "999999999999");
        change(village, id, managed(village, id).number("/version"), Map.of("content", nowhere))
                .expect(404);
    }

    private String image(Village village) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", png);
        return village.producer
                .send(
                        HttpMethod.POST,
                        "/api/v1/producers/" + village.producerId + "/images",
                        png.toByteArray(),
                        Map.of("Content-Type", "image/png"))
                .expect(201)
                .text("/id");
    }

    @Test
    void picturesAreKeptForEverAndAskedForOnce() throws IOException {
        String id = image(new Village(web, tokens, "WORKSHOP"));
        String tag = web.get()
                .uri("/api/v1/images/{id}", id)
                .exchange()
                .expectHeader()
                .valueEquals("Cache-Control", "public, max-age=31536000, immutable")
                .expectBody(byte[].class)
                .returnResult()
                .getResponseHeaders()
                .getETag();
        web.get()
                .uri("/api/v1/images/{id}", id)
                .header("If-None-Match", tag)
                .exchange()
                .expectStatus()
                .isNotModified();
        Api.guest(web).get("/api/v1/images/" + UUID.randomUUID()).expect(404);
    }

    @Test
    void pagesOfTheShelfAreCacheableAndNeverOld() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String query = "/api/v1/listings?producer=" + village.producerId;
        Api guest = Api.guest(web);
        assertThat(guest.get(query).expect(200).body().at("/items").size()).isZero();
        String id = listed(village, "Fresh socks");
        Answer page = guest.get(query).expect(200);
        assertThat(page.text("/items/0/id")).isEqualTo(id);
        assertThat(page.headers().getFirst("Cache-Control")).isEqualTo("public, max-age=5, stale-while-revalidate=30");
        assertThat(page.headers().getVary()).contains("Accept-Encoding");
        String tag = page.headers().getETag();
        guest.send(HttpMethod.GET, query, null, Map.of("If-None-Match", tag)).expect(304);
        String sku = managed(village, id).text("/skus/0/id");
        village.producer
                .send(
                        HttpMethod.PATCH,
                        "/api/v1/listings/" + id + "/skus/" + sku,
                        Map.of("priceFen", 6_500),
                        Map.of("If-Match", "\"" + managed(village, id).number("/version") + "\""))
                .expect(200);
        assertThat(guest.send(HttpMethod.GET, query, null, Map.of("If-None-Match", tag))
                        .expect(200)
                        .number("/items/0/fromPriceFen"))
                .isEqualTo(6_500);
        step(village.producer, id, "delisting", 200);
        assertThat(guest.get(query).expect(200).body().at("/items").size()).isZero();
    }

    @Test
    void theShelfIsSearchedByTextCategoryAndOrigin() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String mark = UUID.randomUUID().toString().substring(0, 8);
        String socks = listed(village, "手工羊毛袜 " + mark);
        String odd = listed(village, "100%_" + mark);
        String base = "/api/v1/listings?producer=" + village.producerId;
        assertThat(found(base + "&q=羊毛")).containsExactly(socks);
        assertThat(found(base + "&q=袜")).containsExactly(socks);
        assertThat(found(base + "&q=" + mark.toUpperCase(Locale.ROOT))).containsExactly(odd, socks);
        assertThat(found(base + "&q=%25_")).containsExactly(odd);
        assertThat(found(base + "&q=_%25")).isEmpty();
        assertThat(found(base + "&category=socks")).hasSize(2);
        assertThat(found(base + "&category=eggs")).isEmpty();
        assertThat(found(base + "&origin=340000000000")).hasSize(2);
        assertThat(found(base + "&origin=" + Village.CODE)).hasSize(2);
        assertThat(found(base + "&origin=341227000000")).isEmpty();
        Api guest = Api.guest(web);
        for (String bad : List.of("origin=34", "limit=101", "cursor=x", "producer=x", "q=" + "x".repeat(201))) {
            guest.get("/api/v1/listings?" + bad).expect(400);
        }
        guest.get("/api/v1/listing-reviews").expect(401);
        Api.of(web, tokens, Tokens.of(Role.AUDITOR))
                .get("/api/v1/listing-reviews")
                .expect(403);
    }

    /** The path may hold percent-encoded letters; Chinese ones are encoded here. */
    private List<String> found(String path) {
        URI uri = URI.create("http://localhost:" + port + path);
        List<String> ids = new ArrayList<>();
        web.get()
                .uri(URI.create(uri.toASCIIString()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .value(page ->
                        page.at("/items").forEach(item -> ids.add(item.at("/id").asString())));
        return ids;
    }
}
