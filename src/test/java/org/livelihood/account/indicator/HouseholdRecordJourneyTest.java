package org.livelihood.account.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A household's page of record: two grants of one producer, deliveries of pieces and of grams, lessons. */
@JourneyTest
class HouseholdRecordJourneyTest {

    private static final Map<String, Object> TRUSTEESHIP = Map.of(
            "model",
            "PRODUCTION_TRUSTEESHIP",
            "inputCostFen",
            0,
            "feeBasisPoints",
            0,
            "seasonFeeFen",
            0,
            "logisticsFen",
            0,
            "platformBasisPoints",
            0,
            "hostBasisPoints",
            0);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private static String given(Village village, String kind, String on) {
        String base = "/api/v1/producers/" + village.producerId + "/assets";
        Map<String, Object> body = new HashMap<>(Map.of(
                "householdId",
                village.households.get("a"),
                "kind",
                kind,
                "what",
                "hens",
                "units",
                100,
                "valueFen",
                10_000));
        body.put("givenOn", on);
        body.put("evidence", "receipt");
        return base + "/" + village.producer.post(base, body).expect(201).text("/id");
    }

    private static JsonNode record(Village village) {
        return village.officer
                .get("/api/v1/households/" + village.households.get("a") + "/record")
                .expect(200)
                .body();
    }

    @Test
    void whatWasBoughtBackStandsOnceAProducerByWhatItIs() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        given(village, "GRANT", "2020-03-01");
        String hens = given(village, "RECOVERABLE", "2020-04-01");
        village.producer
                .post(
                        hens + "/events",
                        Map.of("kind", "LOST", "units", 25, "on", "2020-05-01", "relieved", true, "evidence", "sheet"))
                .expect(201);
        String eggs = village.sku("Eggs", 5_980);
        String rice = village.sku("Rice", 1_000);
        village.lot(eggs, village.agreement(Village.eggTerms()), 1, 98L, new Object[][] {{"a", null, 30}});
        village.lot(rice, village.agreement(TRUSTEESHIP), 10, null, new Object[][] {{"a", null, 30_000}});

        JsonNode record = record(village);
        assertThat(record.at("/assets").size()).isEqualTo(2);
        assertThat(record.at("/givers").size()).isEqualTo(1);
        JsonNode giver = record.at("/givers/0");
        assertThat(giver.at("/producer").asString()).isEqualTo(village.producerId);
        assertThat(giver.at("/since").asString()).isEqualTo("2020-03-01");
        assertThat(giver.at("/advanceOutstandingFen").asLong())
                .as("100 hens less 25 forgiven; what eggs pay back is kept back from payouts")
                .isEqualTo(7_500);
        assertThat(giver.at("/boughtBack").size()).isEqualTo(2);
        assertThat(List.of(of(giver, eggs), of(giver, rice))).containsExactly("Eggs 30 PIECE", "Rice 30000 GRAM");
    }

    private static String of(JsonNode giver, String sku) {
        for (JsonNode bought : giver.at("/boughtBack")) {
            if (bought.at("/sku").asString().equals(sku)) {
                return bought.at("/product").asString() + " "
                        + bought.at("/units").asLong() + " "
                        + bought.at("/unit").asString();
            }
        }
        return "";
    }

    @Test
    void aGiverOfGrantsOnlyIsOwedNothing() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        given(village, "GRANT", "2020-03-01");
        JsonNode giver = record(village).at("/givers/0");
        assertThat(giver.at("/advanceOutstandingFen").isNull()).isTrue();
        assertThat(giver.at("/boughtBack").size()).isZero();
    }

    @Test
    void aLessonSaysWhoTaughtAndMinutesAreCountedByHousehold() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        for (String kind : List.of("EXPERT_GROUP", "INSTRUCTOR")) {
            String instructor = village.officer
                    .post(
                            "/api/v1/training/instructors",
                            Map.of(
                                    "kind",
                                    kind,
                                    "name",
                                    "Group " + kind.charAt(0),
                                    "regionCode",
                                    Village.CODE,
                                    "from",
                                    "2020-01-01"))
                    .expect(201)
                    .text("/id");
            Map<String, Object> lesson = Map.of(
                    "instructorId",
                    instructor,
                    "regionCode",
                    Village.CODE,
                    "title",
                    "hens",
                    "startsAt",
                    kind.equals("INSTRUCTOR") ? "2020-03-03T01:00:00Z" : "2020-03-02T01:00:00Z",
                    "minutes",
                    60);
            String id = village.officer
                    .post("/api/v1/training/lessons", lesson)
                    .expect(201)
                    .text("/id");
            village.officer
                    .post(
                            "/api/v1/training/lessons/" + id + "/attendance",
                            Map.of("attendance", List.of(Map.of("memberId", village.members.get("a"), "minutes", 45))))
                    .expect(201);
        }
        JsonNode record = record(village);
        assertThat(record.at("/lessons/0/teacherKind").asString()).isEqualTo("EXPERT_GROUP");
        assertThat(record.at("/lessons/1/teacherKind").asString()).isEqualTo("INSTRUCTOR");
        assertThat(record.at("/trainingMinutes").asLong()).isEqualTo(90);
        String query = "?region=" + Village.CODE + "&from=2020-03-01&to=2020-03-31";
        Api.Answer minutes = village.officer
                .get("/api/v1/indicators/TRAINING_MINUTES_BY_HOUSEHOLD" + query)
                .expect(200);
        long own = 0;
        for (JsonNode row : minutes.body().at("/rows")) {
            if (row.at("/key").asString().equals(village.households.get("a"))) {
                own = row.at("/numerator").asLong();
            }
        }
        assertThat(own).isEqualTo(90);
    }
}
