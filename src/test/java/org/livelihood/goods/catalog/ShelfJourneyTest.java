package org.livelihood.goods.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Api.Answer;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** How shoppers find what is listed. */
@JourneyTest
class ShelfJourneyTest {

    private static final Map<String, Object> COLOUR = Map.of("name", "颜色", "values", List.of("藏青", "灰色"));
    private static final Map<String, Object> SIZE = Map.of("name", "尺码", "values", List.of("M", "L"));

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private ShelfUpkeep upkeep;

    @Autowired
    private Shelf tables;

    private Village village;
    private Api guest;

    @BeforeEach
    void openAShop() {
        village = new Village(web, tokens, "WORKSHOP");
        guest = Api.guest(web);
    }

    private static Map<String, Object> content(String title, String category, Object... options) {
        return Map.of(
                "title",
                title,
                "description",
                "",
                "category",
                category,
                "originCode",
                Village.CODE,
                "options",
                List.of(options));
    }

    private static Map<String, Object> sku(long priceFen, String... values) {
        return Map.of("optionValues", List.of(values), "priceFen", priceFen, "weightGrams", 250);
    }

    private Answer draft(Map<String, Object> content, List<Object> skus) {
        return village.producer.post(
                "/api/v1/producers/" + village.producerId + "/listings", Map.of("content", content, "skus", skus));
    }

    private String listed(String title, String category, long priceFen) {
        Map<String, Object> one = Map.of("optionName", "one", "priceFen", priceFen, "weightGrams", 250);
        return listed(draft(content(title, category), List.of(one)).expect(201).text("/id"));
    }

    private String listed(String id) {
        village.producer
                .post("/api/v1/listings/" + id + "/submission", Map.of())
                .expect(200);
        village.admin.post("/api/v1/listings/" + id + "/approval", Map.of()).expect(200);
        village.producer.post("/api/v1/listings/" + id + "/listing", Map.of()).expect(200);
        return id;
    }

    @Test
    @DisplayName("a SKU has one value of each option, and no two the same")
    void optionsAndSkusFit() {
        Answer draft = draft(
                        content("Two by two", "socks", COLOUR, SIZE), List.of(sku(900, "藏青", "M"), sku(950, "灰色", "L")))
                .expect(201);
        assertThat(draft.text("/skus/0/optionName")).isEqualTo("藏青 / M");
        assertThat(draft.text("/skus/1/optionValues/1")).isEqualTo("L");
        assertThat(draft.text("/content/options/1/values/0")).isEqualTo("M");
        List<List<Object>> wrong = List.of(
                List.of(sku(900, "藏青")),
                List.of(sku(900, "藏青", "XL")),
                List.of(sku(900, "M", "藏青")),
                List.of(sku(900, "藏青", "M"), sku(800, "藏青", "M")));
        wrong.forEach(skus -> assertThat(draft(content("Wrong", "socks", COLOUR, SIZE), skus)
                        .expect(422)
                        .text("/code"))
                .isEqualTo("catalog.options"));
        draft(content("Wrong", "socks", COLOUR, COLOUR), List.of(sku(900, "藏青", "灰色")))
                .expect(422);
        draft(content("Wrong", "socks"), List.of(sku(900, "藏青"))).expect(422);
        draft(content("Wrong", "socks"), List.of(sku(900))).expect(422);
        assertThat(draft(content("Wrong", "nothing"), List.of(sku(900)))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("category.unknown");
    }

    @Test
    @DisplayName("options are reviewed with the rest, and a change of them waits beside what is shown")
    void optionsAreReviewed() {
        String id = listed(draft(content("Colours", "socks", COLOUR), List.of(sku(900, "藏青")))
                .expect(201)
                .text("/id"));
        Answer shown = guest.get("/api/v1/listings/" + id).expect(200);
        Map<String, Object> change = Map.of(
                "content",
                content("Colours", "socks", COLOUR, SIZE),
                "skus",
                List.of(Map.of("id", shown.text("/skus/0/id"), "sku", sku(900, "藏青", "L"))));
        Map<String, String> read = Map.of("If-Match", "\"" + shown.number("/version") + "\"");
        Map<String, Object> onlyContent = Map.of("content", content("Colours", "socks", COLOUR, SIZE));
        village.producer
                .send(HttpMethod.PUT, "/api/v1/listings/" + id, onlyContent, read)
                .expect(422);
        village.producer
                .send(HttpMethod.PUT, "/api/v1/listings/" + id, change, read)
                .expect(200);
        assertThat(guest.get("/api/v1/listings/" + id).body().at("/content/options"))
                .hasSize(1);
        village.producer
                .post("/api/v1/listings/" + id + "/submission", Map.of())
                .expect(200);
        village.admin.post("/api/v1/listings/" + id + "/approval", Map.of()).expect(200);
        Answer after = guest.get("/api/v1/listings/" + id).expect(200);
        assertThat(after.body().at("/content/options")).hasSize(2);
        assertThat(after.text("/skus/0/optionValues/1")).isEqualTo("L");
    }

    private Answer asked(String query) {
        return guest.counted()
                .get("/api/v1/listings?producer=" + village.producerId + query)
                .expect(200);
    }

    private static List<String> ids(Answer page) {
        List<String> ids = new ArrayList<>();
        page.body().at("/items").forEach(item -> ids.add(item.at("/id").asString()));
        return ids;
    }

    @Test
    @DisplayName("what a shopper types finds it: characters, pinyin, initials, old characters, wide letters")
    void whatIsTypedIsFound() {
        String socks = listed("洪单村纯棉袜 Hongdan cotton", "socks", 6_900);
        String eggs = listed("新车村土鸡蛋", "eggs", 5_980);
        for (String text : List.of("棉", "棉袜", "hdccmw", "mianwa", "純棉襪", "ＣＯＴＴＯＮ", "cotton 洪单", "袜 cot")) {
            assertThat(ids(asked("&q=" + text))).as(text).containsExactly(socks);
        }
        assertThat(ids(asked("&q=土鸡蛋"))).containsExactly(eggs);
        assertThat(ids(asked("&q=村"))).containsExactly(eggs, socks);
        for (String text : List.of("'", "🧦", "_", "袜棉", "otton", "棉".repeat(200), "蛋袜")) {
            assertThat(ids(asked("&q=" + text))).as(text).isEmpty();
        }
        assertThat(ids(asked("&q=棉袜&category=eggs"))).isEmpty();
        assertThat(ids(asked("&category=food"))).containsExactly(eggs);
        assertThat(ids(asked("&q=村&origin=340000000000&maxPriceFen=6000"))).containsExactly(eggs);
        assertThat(asked("&q=眠袜").text("/didYouMean/0")).startsWith("洪单村纯棉袜");
        assertThat(asked("&q=hongdna").text("/didYouMean/0")).startsWith("洪单村纯棉袜");
        assertThat(asked("&q=zzz").body().at("/didYouMean")).isEmpty();
        assertThat(asked("&q=棉袜").body().at("/didYouMean")).isEmpty();
    }

    @Test
    @DisplayName("the title itself comes first, then what begins so, then the larger part of a title")
    void theBestComesFirst() {
        String part = listed("纯手工羊毛棉袜加厚保暖冬季", "socks", 900);
        String shorter = listed("手工棉袜", "socks", 900);
        String begins = listed("棉袜十双装礼盒", "socks", 900);
        String exact = listed("棉袜", "socks", 900);
        assertThat(ids(asked("&q=棉袜"))).containsExactly(exact, begins, shorter, part);
        List<String> paged = new ArrayList<>();
        String cursor = "";
        for (int i = 0; i < 4; i++) {
            Answer page = asked("&q=棉袜&limit=1" + cursor);
            paged.addAll(ids(page));
            cursor = "&cursor=" + page.text("/nextCursor");
        }
        assertThat(paged).containsExactly(exact, begins, shorter, part);
    }

    @Test
    @DisplayName("sorted by price, by what sold and by time, page by page")
    void sorted() {
        String dear = listed("Dear", "socks", 9_000);
        String cheap = listed("Cheap", "socks", 1_000);
        String middle = listed("Middle", "socks", 5_000);
        assertThat(ids(asked(""))).containsExactly(middle, cheap, dear);
        assertThat(ids(asked("&sort=PRICE_UP"))).containsExactly(cheap, middle, dear);
        Answer first = asked("&sort=PRICE_DOWN&limit=2");
        assertThat(ids(first)).containsExactly(dear, middle);
        assertThat(ids(asked("&sort=PRICE_DOWN&limit=2&cursor=" + first.text("/nextCursor"))))
                .containsExactly(cheap);
        sell(cheap, 7);
        sell(dear, 3);
        upkeep.countSold().block();
        Answer sold = asked("&sort=SOLD&limit=10");
        assertThat(ids(sold)).containsExactly(cheap, dear, middle);
        assertThat(sold.number("/items/0/sold")).isEqualTo(7);
        assertThat(guest.get("/api/v1/listings/" + cheap + "/stock").number("/sold"))
                .isEqualTo(7);
        guest.get("/api/v1/listings?sort=OLDEST").expect(400);
    }

    private void sell(String listing, long units) {
        UUID sku = UUID.fromString(guest.get("/api/v1/listings/" + listing).text("/skus/0/id"));
        UUID producer = UUID.fromString(village.producerId);
        tables.run("INSERT INTO stock_pool (producer_id, sku_id, sold) VALUES (?, ?, ?)", producer, sku, units);
        tables.run("""
                INSERT INTO stock_move (producer_id, reference_id, kind, sku_id, session_id, units)
                VALUES (?, gen_random_uuid(), 'SELL', ?, '00000000-0000-0000-0000-000000000000', ?)""", producer, sku, units);
    }

    @Test
    @DisplayName("facets count one level below what is asked for")
    void facets() {
        listed("One", "socks", 1_000);
        listed("Two", "socks", 6_000);
        listed("Three", "eggs", 70_000);
        Answer all = facets("");
        assertThat(all.number("/total")).isEqualTo(3);
        assertThat(counts(all, "/categories", "/code")).isEqualTo(Map.of("clothing", 2L, "food", 1L));
        assertThat(counts(all, "/origins", "/code")).isEqualTo(Map.of("340000000000", 3L));
        assertThat(all.text("/origins/0/name")).isEqualTo("Anhui");
        assertThat(counts(all, "/prices", "/fromFen")).isEqualTo(Map.of("0", 1L, "5000", 1L, "50000", 1L));
        Answer clothing = facets("&category=clothing&origin=341226000000");
        assertThat(counts(clothing, "/categories", "/code")).isEqualTo(Map.of("socks", 2L));
        assertThat(counts(clothing, "/origins", "/code")).isEqualTo(Map.of(Village.CODE.substring(0, 9) + "000", 2L));
        assertThat(facets("&q=three").number("/total")).isOne();
        assertThat(facets("&q=four").body().at("/categories")).isEmpty();
    }

    private Answer facets(String more) {
        return guest.counted()
                .get("/api/v1/listings/facets?producer=" + village.producerId + more)
                .expect(200);
    }

    private static Map<String, Long> counts(Answer facets, String of, String by) {
        Map<String, Long> counts = new HashMap<>();
        for (JsonNode count : facets.body().at(of)) {
            counts.put(count.at(by).asString(), count.at("/count").asLong());
        }
        return counts;
    }

    @Test
    @DisplayName("each question to the shelf takes few statements")
    void statementsAreCounted() {
        String id = listed("Counted", "socks", 1_000);
        guest.get("/api/v1/listings?producer=" + village.producerId + "&category=socks")
                .expect(200);
        assertThat(asked("&sort=NEWEST").statements()).isOne();
        assertThat(asked("&q=counted").statements()).isOne();
        assertThat(asked("&q=nothing&sort=BEST").statements()).isEqualTo(2);
        assertThat(facets("&category=socks").statements()).isEqualTo(2);
        assertThat(guest.counted().get("/api/v1/listings/" + id).statements()).isOne();
        assertThat(guest.counted().get("/api/v1/listings/" + id + "/stock").statements())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("what an older program changed, or made words of, is put right")
    void theShelfIsKept() {
        String gone = listed("Gone", "socks", 1_000);
        String old = listed("老词", "socks", 1_000);
        tables.run(
                "UPDATE catalog_listing SET status = 'DELISTED', version = version + 1 WHERE id = ?",
                UUID.fromString(gone));
        tables.run("UPDATE shelf_entry SET words = '{}', words_version = 0 WHERE listing_id = ?", UUID.fromString(old));
        assertThat(ids(asked("&q=laoci"))).isEmpty();
        upkeep.reshelve().block();
        assertThat(ids(asked("&q=laoci&sort=NEWEST"))).containsExactly(old);
        assertThat(ids(asked("&sort=PRICE_UP"))).containsExactly(old);
        tables.run(
                "UPDATE catalog_listing SET status = 'LISTED', version = version + 1 WHERE id = ?",
                UUID.fromString(gone));
        upkeep.reshelve().block();
        assertThat(ids(asked("&sort=PRICE_DOWN"))).containsExactlyInAnyOrder(old, gone);
    }

    @Test
    @DisplayName("a picture comes in three sizes, also one of before there were sizes")
    void picturesComeInSizes() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1_200, 600, BufferedImage.TYPE_INT_RGB), "png", png);
        String id = village.producer
                .send(
                        HttpMethod.POST,
                        "/api/v1/producers/" + village.producerId + "/images",
                        png.toByteArray(),
                        Map.of("Content-Type", "image/png"))
                .expect(201)
                .text("/id");
        assertThat(widthOf(id, "")).isEqualTo(1_200);
        assertThat(widthOf(id, "?size=MEDIUM")).isEqualTo(1_000);
        assertThat(widthOf(id, "?size=SMALL")).isEqualTo(320);
        tables.run("""
                DELETE FROM catalog_image_size
                 WHERE hash = (SELECT hash FROM catalog_image WHERE id = ?)""", UUID.fromString(id));
        assertThat(widthOf(id, "?size=SMALL")).isEqualTo(320);
        assertThat(widthOf(id, "?size=SMALL")).isEqualTo(320);
        guest.get("/api/v1/images/" + id + "?size=HUGE").expect(400);
    }

    private int widthOf(String image, String size) throws IOException {
        byte[] bytes = web.get()
                .uri("/api/v1/images/" + image + size)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        return ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(bytes)))
                .getWidth();
    }
}
