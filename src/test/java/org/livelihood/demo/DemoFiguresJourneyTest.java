package org.livelihood.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The report's figures come out of queries over the records that the demo entered; nowhere do they stand in code. */
@JourneyTest
@ActiveProfiles({"test", "demo"})
class DemoFiguresJourneyTest {

    private static final String APRIL = "&from=2020-01-01&to=2020-04-10";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    private Api auditor() {
        return Api.of(web, tokens, Tokens.of(Role.AUDITOR));
    }

    private JsonNode rows(String indicator, String query) {
        return auditor()
                .get("/api/v1/indicators/" + indicator + "?" + query)
                .expect(200)
                .body()
                .at("/rows");
    }

    private static String at(JsonNode rows, String pointer) {
        return rows.at(pointer).asString();
    }

    @Test
    void twentyFiveOfThirtyThreeWorkers() {
        JsonNode rows = rows("WORKSHOP_POOR_WORKERS", "region=341226000000" + APRIL);
        assertThat(rows.size()).isEqualTo(1);
        assertThat(at(rows, "/0/ratio")).isEqualTo("25/33");
        assertThat(at(rows, "/0/value")).isEqualTo("75.76");
    }

    @Test
    @DisplayName("B13: the demo's regions have their real codes, so that a real list goes over them")
    void regionsHaveTheirRealCodes() {
        assertThat(auditor().get("/api/v1/regions/341226117208").expect(200).text("/name"))
                .contains("洪单村");
        assertThat(auditor().get("/api/v1/regions/511921113000").expect(200).text("/name"))
                .contains("诺水河镇");
        assertThat(auditor().get("/api/v1/regions/532504105204").expect(200).text("/name"))
                .contains("新车村");
        assertThat(auditor().get("/api/v1/regions/520281123218").expect(200).text("/name"))
                .contains("贾西村");
    }

    @Test
    void incidenceFallsFromMoreThanHalfToTwoPeople() {
        JsonNode rows = rows("INCIDENCE", "region=511921113222&from=2015-01-01&to=2018-12-31");
        assertThat(rows.size()).isEqualTo(4);
        assertThat(at(rows, "/0/key")).isEqualTo("2015");
        assertThat(at(rows, "/0/ratio")).isEqualTo("180/341");
        assertThat(at(rows, "/0/value")).isEqualTo("52.79");
        assertThat(at(rows, "/3/key")).isEqualTo("2018");
        assertThat(at(rows, "/3/ratio")).isEqualTo("2/351");
        assertThat(at(rows, "/3/value")).isEqualTo("0.57");
    }

    @Test
    void netIncomePerCapitaRisesFrom3500To18000Yuan() {
        JsonNode rows = rows("SURVEYED_NET_INCOME", "region=511921113222&from=2015-01-01&to=2018-12-31");
        assertThat(rows.size()).isEqualTo(4);
        assertThat(at(rows, "/0/key")).isEqualTo("2015");
        assertThat(at(rows, "/0/ratio")).isEqualTo("63000000/180");
        assertThat(at(rows, "/0/value")).isEqualTo("350000");
        assertThat(at(rows, "/3/value")).isEqualTo("1800000");
        assertThat(at(rows, "/3/label")).isEqualTo("64 of 64");
        JsonNode unknown = rows("SURVEYED_NET_INCOME", "region=511921113222&from=2019-01-01&to=2019-12-31");
        assertThat(unknown.at("/0/value").isNull()).isTrue();
        assertThat(at(unknown, "/0/label")).isEqualTo("0 of 64");
    }

    @Test
    void tenProducersDriveTwoHundredAndTwentyHouseholds() {
        String town = "region=532504105000" + APRIL;
        assertThat(at(rows("PRODUCERS_DRIVING", town), "/0/value")).isEqualTo("10");
        assertThat(at(rows("HOUSEHOLDS_DRIVEN", town), "/0/value")).isEqualTo("220");
        JsonNode each = rows("HOUSEHOLDS_BY_PRODUCER", town);
        List<Long> counts = new ArrayList<>();
        each.forEach(row -> counts.add(row.at("/numerator").asLong()));
        assertThat(counts).hasSize(10);
        assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(220);
    }

    @Test
    void twentyOfTwentySevenProjectsOperateInApril() {
        JsonNode operating = rows("PROJECTS_OPERATING", APRIL.substring(1));
        assertThat(at(operating, "/0/ratio")).isEqualTo("20/27");
        assertThat(at(operating, "/0/value")).isEqualTo("74.07");
        assertThat(at(rows("PROJECTS_OPERATING", "from=2020-01-01&to=2020-03-01"), "/0/ratio"))
                .isEqualTo("0/27");
        assertThat(at(rows("PROJECTS_STARTED", APRIL.substring(1)), "/0/ratio")).isEqualTo("27/30");
        assertThat(at(rows("WORKSHOPS_OPERATING", "region=341226000000" + APRIL), "/0/ratio"))
                .isEqualTo("1/1");
        assertThat(at(rows("WORKSHOPS_OPERATING", "region=341226000000&from=2020-01-01&to=2020-02-10"), "/0/ratio"))
                .isEqualTo("0/1");
    }

    @Test
    void aHouseholdKeepsTwoHundredHensAndLearnsToKeepThem() {
        String town = "region=532504105000" + APRIL;
        assertThat(at(rows("ASSETS_GIVEN", town), "/0/value")).isEqualTo("200");
        assertThat(at(rows("TRAINING_MINUTES", town), "/0/value")).isEqualTo("1200");
        assertThat(at(rows("INSTRUCTORS", "region=532504000000" + APRIL), "/0/key"))
                .isEqualTo("EXPERT_GROUP");
        Api officer = Api.of(web, tokens, Tokens.officerOf("532504000000"));
        String household =
                officer
                        .get("/api/v1/producers?limit=100")
                        .expect(200)
                        .body()
                        .at("/items")
                        .findValuesAsString("id")
                        .stream()
                        .flatMap(producer -> given(officer, producer).stream())
                        .findFirst()
                        .orElseThrow();
        JsonNode record = officer.get("/api/v1/households/" + household + "/record")
                .expect(200)
                .body();
        assertThat(record.at("/assets/0/units").asLong()).isEqualTo(200);
        assertThat(record.at("/assets/0/unitsLeft").asLong()).isEqualTo(198);
        assertThat(record.at("/assets/0/countedUnits").asLong()).isEqualTo(198);
        assertThat(record.at("/givers/0/boughtBack/0/units").asLong()).isEqualTo(18);
        assertThat(record.at("/givers/0/boughtBack/0/unit").asString()).isEqualTo("PIECE");
        assertThat(record.at("/givers/0/advanceOutstandingFen").asLong()).isEqualTo(800_000);
        assertThat(record.at("/lessons/0/teacherKind").asString()).isEqualTo("EXPERT_GROUP");
        assertThat(record.at("/trainingMinutes").asLong()).isEqualTo(120);
        Api.of(web, tokens, Tokens.officerOf("341226000000"))
                .get("/api/v1/households/" + household + "/record")
                .expect(404);
    }

    @Test
    void aFamilyOfJiaxiReceivesThirtyThousandYuanAYear() {
        String household = database.sql("SELECT CAST(id AS text) FROM household WHERE registry_no = 'DEMO-jiaxi-1'")
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one()
                .block();
        String path = "/api/v1/households/" + household;
        JsonNode year =
                auditor().get(path + "/statements/years/2019").expect(200).body();
        assertThat(year.at("/incomeFen").asLong()).isEqualTo(3_000_000);
        assertThat(year.at("/netFen").asLong()).isEqualTo(3_000_000);
        assertThat(year.at("/income/0/category").asString()).isEqualTo("OPERATING");
        assertThat(year.at("/income/0/evidence").asString()).isEqualTo("SELF_REPORTED");
        String report = auditor().get(path + "/income-reports").expect(200).text("/items/0/id");
        byte[] document = web.post()
                .uri("/api/v1/income-reports/" + report + "/document/unmasking")
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.of(Role.AUDITOR)))
                .bodyValue(Map.of("reason", "what the 30,000 yuan rest on"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        assertThat(document).startsWith('%', 'P', 'D', 'F');
    }

    private static List<String> given(Api officer, String producer) {
        Api.Answer assets = officer.get("/api/v1/producers/" + producer + "/assets");
        return assets.status() == 200 ? assets.body().at("/items").findValuesAsString("household") : List.of();
    }

    @Test
    void everyCountyHasItsIndustryAndItsPeople() {
        JsonNode counties = rows("LEADING_INDUSTRIES", APRIL.substring(1));
        assertThat(counties.size()).isEqualTo(4);
        JsonNode people = rows("INDUSTRY_PEOPLE", "region=341226000000" + APRIL);
        assertThat(at(people, "/0/value")).isEqualTo("25");
    }

    @Test
    void mostHouseholdsOfTheTownTakePart() {
        JsonNode village = rows("PARTICIPATION", "region=532504105204" + APRIL);
        assertThat(at(village, "/0/ratio")).isEqualTo("10/10");
        assertThat(at(rows("PARTICIPATION", "region=532504105000" + APRIL), "/0/ratio"))
                .isEqualTo("10/220");
        assertThat(at(rows("PARTICIPATION_ABLE", "region=532504105000" + APRIL), "/0/ratio"))
                .isEqualTo("220/220");
    }

    @Test
    void salesAreCountedBySessionHostProducerVillageAndInstitution() {
        String always = "from=2020-01-01&to=2069-12-31";
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(rows("TRACED_SALES_BY_SESSION", always).size())
                                .isEqualTo(3));
        long fungus = 5 * 8_800;
        assertThat(at(rows("CONSUMPTION_ASSISTANCE", always), "/0/value")).isEqualTo(Long.toString(fungus));
        assertThat(at(rows("TRACED_SALES_BY_PRODUCER", "region=511921000000&" + always), "/0/value"))
                .isEqualTo(Long.toString(fungus));
        assertThat(at(rows("TRACED_SALES_BY_VILLAGE", "region=511921000000&" + always), "/0/key"))
                .isEqualTo("511921113222");
        long bySession = sum(rows("TRACED_SALES_BY_SESSION", always));
        assertThat(sum(rows("TRACED_SALES_BY_HOST", always))).isEqualTo(bySession);
        assertThat(sum(rows("TRACED_SALES_BY_PRODUCER", always))).isEqualTo(bySession);
        assertThat(sum(rows("TRACED_SALES_BY_VILLAGE", always))).isEqualTo(bySession);
        assertThat(at(rows("CONSUMPTION_SHARE", "region=511921000000&" + always), "/0/value"))
                .isEqualTo("100.00");
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        String past = "from=" + today.minusDays(30) + "&to=" + today;
        String coming = "from=" + today.plusDays(1) + "&to=" + today.plusDays(31);
        String county = "region=511921000000&";
        assertThat(rows("TRACED_SALES_FALL", county + past).size()).isZero();
        JsonNode fallen = rows("TRACED_SALES_FALL", county + coming);
        assertThat(fallen.size()).isEqualTo(2);
        assertThat(at(fallen, "/0/value")).isEqualTo("0.00");
        assertThat(fallen.at("/0/denominator").asLong()
                        + fallen.at("/1/denominator").asLong())
                .isEqualTo(fungus);
    }

    private static long sum(JsonNode rows) {
        long sum = 0;
        for (JsonNode row : rows) {
            sum += row.at("/numerator").asLong();
        }
        return sum;
    }

    /** A host's wage is split over a session's lines a moment after it has ended. */
    @Test
    void theAuditorsChecksHold() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode summary = auditor()
                    .get("/api/v1/audit/summary?from=2000-01-01")
                    .expect(200)
                    .body();
            summary.at("/results")
                    .forEach(result -> assertThat(result.at("/verdict").asString())
                            .as("%s", result)
                            .isIn("PASS", "NOTHING"));
            assertThat(summary.at("/verdict").asString()).isEqualTo("PASS");
        });
    }
}
