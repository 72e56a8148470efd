package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@JourneyTest
class RegistryJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    @Test
    void theShareOfPoorWorkersIsCountedFromTheRoster() {
        Village village = new Village(web, tokens, "WORKSHOP");
        for (int i = 0; i < 25; i++) {
            village.household("h" + i, "WORKER");
        }
        for (int i = 0; i < 8; i++) {
            village.worker("w" + i, "WORKER");
        }
        rule(village);
        Api.Answer answer = village.auditor
                .get("/api/v1/producers/" + village.producerId + "/recognition?on=2020-03-01")
                .expect(200);
        assertThat(answer.number("/roster/workers")).isEqualTo(33);
        assertThat(answer.number("/roster/poorWorkers")).isEqualTo(25);
        assertThat(answer.number("/roster/poorBasisPoints")).isEqualTo(7_576);
        assertThat(answer.body().at("/recognized").asBoolean()).isTrue();
    }

    /** As Gansu has it. */
    private static void rule(Village village) {
        village.admin
                .put(
                        "/api/v1/recognition-rules",
                        Map.of(
                                "regionCode",
                                "340000000000",
                                "validFrom",
                                "2019-01-01",
                                "minPoorWorkers",
                                10,
                                "minPoorBasisPoints",
                                2000,
                                "minContractMonths",
                                6,
                                "document",
                                "rule"))
                .expect(200);
    }

    @Test
    void aContractOfLessThanSixMonthsDoesNotCount() {
        Village village = new Village(web, tokens, "WORKSHOP");
        rule(village);
        village.household("long", "WORKER", 6);
        village.household("short", "WORKER", 5);
        for (int i = 0; i < 3; i++) {
            village.worker("w" + i, "WORKER");
        }
        String recognition = "/api/v1/producers/" + village.producerId + "/recognition?on=2020-03-01";
        Api.Answer one = village.auditor.get(recognition).expect(200);
        assertThat(one.number("/roster/poorWorkers")).isEqualTo(2);
        assertThat(one.number("/roster/poorWithContract")).isEqualTo(1);
        assertThat(one.body().at("/recognized").asBoolean()).as("1 of 5").isTrue();
        village.worker("w3", "WORKER");
        assertThat(village.auditor
                        .get(recognition)
                        .expect(200)
                        .body()
                        .at("/recognized")
                        .asBoolean())
                .as("1 of 6")
                .isFalse();
    }

    @Test
    void theLinesOfTheYearsAreReadBackWithTheirDocuments() {
        Api admin = new Village(web, tokens, "FARM").admin;
        Map<Integer, Long> yuan = Map.of(2010, 2_300L, 2014, 2_800L, 2019, 3_218L, 2020, 4_000L);
        yuan.forEach((year, line) -> admin.put(
                        "/api/v1/poverty-lines",
                        Map.of(
                                "regionCode",
                                "",
                                "year",
                                year,
                                "kind",
                                "POVERTY",
                                "amountFen",
                                line * 100,
                                "document",
                                "document of " + year))
                .expect(200));
        Map<Integer, Long> read = new HashMap<>();
        for (var line :
                Api.guest(web).get("/api/v1/poverty-lines").expect(200).body().at("/items")) {
            if (line.at("/kind").asString().equals("POVERTY")) {
                int year = line.at("/year").asInt();
                read.put(year, line.at("/amountFen").asLong() / 100);
                assertThat(line.at("/document").asString()).isEqualTo("document of " + year);
            }
        }
        assertThat(read).containsAllEntriesOf(yuan);
    }

    @Test
    void statusIsKnownAsItHeldAndAsItWasRecorded() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        String path = "/api/v1/households/" + village.households.get("a");
        String before = Instant.now().toString();
        village.officer
                .post(path + "/statuses", Map.of("status", "OUT_OF_POVERTY", "holdsFrom", "2018-12-31"))
                .expect(204);
        assertThat(village.auditor
                        .get(path + "/status?on=2019-06-01")
                        .expect(200)
                        .text("/status"))
                .isEqualTo("OUT_OF_POVERTY");
        assertThat(village.auditor
                        .get(path + "/status?on=2019-06-01&knownAt=" + before)
                        .expect(200)
                        .text("/status"))
                .isEqualTo("REGISTERED_POOR");
        assertThat(village.auditor
                        .get(path + "/status?on=2018-06-01")
                        .expect(200)
                        .text("/status"))
                .isEqualTo("REGISTERED_POOR");
    }

    @Test
    void aCountyFindsItsHouseholdsPageByPageAndOneByItsNumber() {
        Village village = new Village(web, tokens, "FARM");
        Set<String> wanted = new HashSet<>();
        for (String name : List.of("a", "b", "c")) {
            village.household(name, "SUPPLIER");
            wanted.add(village.households.get(name));
        }
        String list = "/api/v1/households?limit=50&region=341226000000";
        String cursor = "";
        do {
            Api.Answer page = village.officer.get(list + cursor).expect(200);
            assertThat(page.body().at("/items").size()).isPositive().isLessThanOrEqualTo(50);
            page.body()
                    .at("/items")
                    .forEach(item -> wanted.remove(item.at("/id").asString()));
            cursor = page.body().path("nextCursor").isString() ? "&cursor=" + page.text("/nextCursor") : "";
        } while (!cursor.isEmpty());
        assertThat(wanted).isEmpty();
        String path = "/api/v1/households/" + village.households.get("b");
        String number = village.auditor.get(path).expect(200).text("/household/registryNo");
        Api.Answer one = village.auditor
                .get("/api/v1/households?region=340000000000&registryNo=" + number)
                .expect(200);
        assertThat(one.body().at("/items").size()).isEqualTo(1);
        assertThat(one.text("/items/0/id")).isEqualTo(village.households.get("b"));
        assertThat(one.body().toString()).doesNotContain("张");
        Api elsewhere = Api.of(web, tokens, Tokens.officerOf("530000000000"));
        assertThat(elsewhere.get(list).expect(403).text("/code")).isEqualTo("household.other-region");
        village.producer.get(list).expect(403);
        village.auditor.get("/api/v1/households?region=12").expect(404);
        village.auditor.get("/api/v1/households").expect(400);
    }

    @Test
    void importsAnswerForEachRowAndMayBeSentAgain() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String good = Village.idNumber();
        String registry = "C-" + UUID.randomUUID();
        String file = "registry_no,village,attribute,cause,status,status_from,name,id_number,labour,health\n"
                + registry + ",341226107201,GENERAL,ILLNESS,REGISTERED_POOR,2016-01-01,李四," + good
                + ",ORDINARY,HEALTHY\n"
                + registry
                + ",341226107201,GENERAL,ILLNESS,REGISTERED_POOR,2016-01-01,李五,341226199001011234,ORDINARY,HEALTHY\n"
                + registry + "X,999999999999,GENERAL,ILLNESS,REGISTERED_POOR,2016-01-01,李六," + Village.idNumber()
                + ",ORDINARY,HEALTHY\n";
        Api.Answer first =
                village.officer.csv("/api/v1/households/import", file).expect(200);
        assertThat(first.number("/taken")).isEqualTo(1);
        assertThat(first.text("/rows/1/code")).isEqualTo("household.id-number-invalid");
        assertThat(first.text("/rows/2/code")).isEqualTo("household.other-region");
        assertThat(village.officer
                        .csv("/api/v1/households/import", file)
                        .expect(200)
                        .number("/taken"))
                .isEqualTo(1);
        assertThat(village.officer
                        .post("/api/v1/households/lookup", Map.of("idNumber", good))
                        .expect(200)
                        .body()
                        .at("/registered")
                        .asBoolean())
                .isTrue();
        String roster = "name,id_number,kind,from,contract_months\n李四," + good + ",WORKER,2020-02-01,12\n";
        assertThat(village.producer
                        .csv("/api/v1/producers/" + village.producerId + "/roster/import", roster)
                        .expect(200)
                        .number("/taken"))
                .isEqualTo(1);
        assertThat(village.producer
                        .csv("/api/v1/producers/" + village.producerId + "/roster/import", roster)
                        .expect(200)
                        .text("/rows/0/result"))
                .isEqualTo("SAME");
    }

    @Test
    @DisplayName("F13: unmaskings are read by auditors and by the household's officers")
    void personalDataLiesSealedAndIsShownOnlyWithAReason() {
        Village village = new Village(web, tokens, "FARM");
        village.household("secret", "SUPPLIER");
        String household = village.households.get("secret");
        Api.Answer seen = village.auditor.get("/api/v1/households/" + household).expect(200);
        assertThat(seen.body().toString()).contains("张**").doesNotContain("张secret");
        String member = village.members.get("secret");
        Map<String, String> reason = Map.of("reason", "checking the payee");
        village.auditor.post("/api/v1/members/" + member + "/unmasking", reason).expect(403);
        assertThat(village.officer
                        .post("/api/v1/members/" + member + "/unmasking", reason)
                        .expect(200)
                        .text("/name"))
                .isEqualTo("张secret");
        Api elsewhere = Api.of(web, tokens, Tokens.officerOf("530000000000"));
        elsewhere.post("/api/v1/members/" + member + "/unmasking", reason).expect(404);
        elsewhere.get("/api/v1/households/" + household).expect(404);
        Long plain = database.sql("""
                        SELECT count(*) FROM household_vault
                         WHERE position(convert_to('secret', 'UTF8') IN name) > 0
                            OR position(convert_to('341226', 'UTF8') IN id_number) > 0""")
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block();
        assertThat(plain).isZero();
        String seenBy = "/api/v1/households/" + household + "/unmaskings";
        for (Api reader : List.of(village.auditor, village.officer)) {
            Api.Answer unmaskings = reader.get(seenBy).expect(200);
            assertThat(unmaskings.body().at("/items").size()).isEqualTo(1);
            assertThat(unmaskings.text("/items/0/subject")).isEqualTo(member);
            assertThat(unmaskings.text("/items/0/kind")).isEqualTo("MEMBER");
            assertThat(unmaskings.text("/items/0/reason")).isEqualTo("checking the payee");
        }
        elsewhere.get(seenBy).expect(404);
        village.producer.get(seenBy).expect(403);
        village.officer
                .post("/api/v1/members/" + member + "/unmasking", Map.of("reason", "another look"))
                .expect(200);
        Api.Answer first = village.auditor.get(seenBy + "?limit=1").expect(200);
        assertThat(village.auditor
                        .get(seenBy + "?limit=1&cursor=" + first.text("/nextCursor"))
                        .expect(200)
                        .text("/items/0/reason"))
                .isEqualTo("another look");
        village.auditor.get(seenBy + "?cursor=AAAA").expect(400);
        village.auditor.get("/api/v1/unmaskings?limit=5").expect(200);
        village.officer.get("/api/v1/unmaskings").expect(403);
    }

    @Test
    void producersArePassedFromTheCountyToThePlatform() {
        Village village = new Village(web, tokens, "COOPERATIVE");
        String path = "/api/v1/producers/" + village.producerId;
        village.admin.post(path + "/approval", Map.of()).expect(409);
        Api.guest(web).get(path).expect(200);
        Api stranger = Api.of(web, tokens, Tokens.of(Role.PRODUCER));
        stranger.post(path + "/operation", Map.of("from", "2020-03-01", "operating", true))
                .expect(404);
        village.producer
                .post(path + "/operation", Map.of("from", "2020-03-01", "operating", true))
                .expect(204);
    }
}
