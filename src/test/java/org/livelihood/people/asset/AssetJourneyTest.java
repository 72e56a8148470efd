package org.livelihood.people.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Two hundred laying hens for a household, and what becomes of them. */
@JourneyTest
class AssetJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private static Map<String, Object> hens(String household, String kind) {
        return new HashMap<>(Map.of(
                "householdId",
                household,
                "kind",
                kind,
                "what",
                "蛋鸡 laying hens",
                "units",
                200,
                "valueFen",
                1_000_001,
                "givenOn",
                "2020-03-01",
                "evidence",
                "receipt 1"));
    }

    private static Map<String, Object> event(String kind, long units, String on, boolean relieved) {
        return new HashMap<>(
                Map.of("kind", kind, "units", units, "on", on, "relieved", relieved, "evidence", "sheet 2"));
    }

    private record Given(Village village, String path, String household) {

        long advance() {
            return village.auditor
                    .get("/api/v1/ledger/accounts/ADVANCE/" + household + "/balance")
                    .expect(200)
                    .number("/balanceFen");
        }
    }

    private Given given(String kind) {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        String household = village.households.get("a");
        String base = "/api/v1/producers/" + village.producerId + "/assets";
        String id =
                village.producer.post(base, hens(household, kind)).expect(201).text("/id");
        return new Given(village, base + "/" + id, household);
    }

    @Test
    void aRecoverableGrantIsOwedUntilItIsReturnedOrForgiven() {
        Given given = given("RECOVERABLE");
        Api producer = given.village().producer;
        assertThat(given.advance()).isEqualTo(1_000_001);

        producer.post(given.path() + "/events", event("KEPT", 198, "2020-04-01", false))
                .expect(201);
        producer.post(given.path() + "/events", event("LOST", 10, "2020-04-02", false))
                .expect(201);
        assertThat(given.advance()).isEqualTo(1_000_001);
        producer.post(given.path() + "/events", event("LOST", 40, "2020-04-03", true))
                .expect(201);
        assertThat(given.advance()).isEqualTo(800_001);
        Api.Answer returned = producer.post(given.path() + "/events", event("RETURNED", 150, "2020-05-01", false))
                .expect(201);
        assertThat(returned.number("/unitsLeft")).isZero();
        assertThat(returned.number("/events/3/reliefFen")).isEqualTo(750_000);
        assertThat(given.advance()).isEqualTo(50_001);

        Map<String, Object> reversal = event("REVERSED", 0, "2020-05-02", false);
        reversal.put("reverses", 4);
        Api.Answer reversed = producer.post(given.path() + "/events", reversal).expect(201);
        assertThat(reversed.number("/unitsLeft")).isEqualTo(150);
        assertThat(given.advance()).isEqualTo(800_001);
        assertThat(producer.post(given.path() + "/events", reversal).expect(422).text("/code"))
                .isEqualTo("asset.no-such-event");
    }

    @Test
    void aGrantIsAMemoAndNoAdvance() {
        Given given = given("GRANT");
        given.village()
                .producer
                .post(given.path() + "/events", event("RETURNED", 200, "2020-05-01", false))
                .expect(201);
        assertThat(given.advance()).isZero();
        assertThat(given.village().officer.get(given.path()).expect(200).number("/asset/valueFen"))
                .isEqualTo(1_000_001);
    }

    @Test
    void unitsThatAreNotThereAreRefusedInBothLanguages() {
        Given given = given("GRANT");
        Api producer = given.village().producer;
        Api.Answer more = producer.post(given.path() + "/events", event("LOST", 201, "2020-04-01", false))
                .expect(422);
        assertThat(more.text("/code")).isEqualTo("asset.more-than-left");
        assertThat(more.text("/detail")).contains("More of the asset");
        Api.Answer chinese = producer.send(
                HttpMethod.POST,
                given.path() + "/events",
                event("LOST", 201, "2020-04-01", false),
                Map.of(
                        "Accept-Language",
                        "zh-CN",
                        "Idempotency-Key",
                        UUID.randomUUID().toString()));
        assertThat(chinese.expect(422).text("/detail")).contains("核减数量超过了结存数量");
        producer.post(given.path() + "/events", event("LOST", 5, "2020-04-10", false))
                .expect(201);
        assertThat(producer.post(given.path() + "/events", event("KEPT", 200, "2020-04-11", false))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("asset.count-above-balance");
        producer.post(given.path() + "/events", event("KEPT", 200, "2020-04-09", false))
                .expect(201);
        assertThat(producer.post(given.path() + "/events", event("LOST", 1, "2020-02-28", false))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("asset.before-given");
    }

    @Test
    void twoWhoTakeOffTheSameUnitsDoNotBothSucceed() {
        Given given = given("RECOVERABLE");
        Map<String, Object> most = event("LOST", 120, "2020-04-01", true);
        List<Integer> answers = Stream.generate(() -> most)
                .limit(4)
                .map(body -> CompletableFuture.supplyAsync(() -> given.village()
                        .producer
                        .post(given.path() + "/events", body)
                        .status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(answers).containsExactly(201, 422, 422, 422);
        assertThat(given.village().auditor.get(given.path()).number("/unitsLeft"))
                .isEqualTo(80);
        assertThat(given.advance()).isEqualTo(400_001);
    }

    @Test
    void strangersNeitherGiveNorSee() {
        Given given = given("GRANT");
        Village village = given.village();
        Api stranger = Api.of(web, tokens, Tokens.of(Role.PRODUCER));
        stranger.get(given.path()).expect(404);
        stranger.post("/api/v1/producers/" + village.producerId + "/assets", hens(given.household(), "GRANT"))
                .expect(404);
        Api.of(web, tokens, Tokens.officerOf("530000000000")).get(given.path()).expect(404);
        Map<String, Object> early = hens(given.household(), "GRANT");
        early.put("givenOn", "2019-01-01");
        assertThat(village.producer
                        .post("/api/v1/producers/" + village.producerId + "/assets", early)
                        .expect(422)
                        .text("/code"))
                .isEqualTo("asset.not-linked");
    }
}
