package org.livelihood.account.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Numerator and denominator of an indicator are of the same people: who is not counted adds to neither. */
@JourneyTest
class SamePeopleJourneyTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final String CODE = "341226131207";
    private static final String PERIOD = "&from=" + TODAY.withDayOfYear(1) + "&to=" + TODAY;
    private static final int HEADS = 48;
    private static final long COUNTED_FEN = 12_656;
    private static final long OTHER_FEN = 30_000;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Village village;

    @Test
    @DisplayName("D12: 30,000 paid to a household whose status begins later leaves 12,656/48, and every other ratio")
    void whoIsNotCountedAddsToNeither() {
        village = new Village(web, tokens, "WORKSHOP", CODE);
        village.household("counted", "WORKER");
        for (int i = 1; i < HEADS; i++) {
            member("counted", "成员", Village.idNumber());
        }
        String industry = industry();
        village.officer.post(surveys("counted"), survey(1_200_000, HEADS)).expect(204);
        paid("counted", COUNTED_FEN);
        Map<String, String> before = ratios();
        assertThat(before).containsEntry("PAID_PER_HEAD", "12656/48");
        assertThat(before).containsEntry("INDUSTRY_INCOME", "12656/48");

        later();
        village.officer.post(surveys("later"), survey(9_900_000, 1)).expect(204);
        paid("later", OTHER_FEN);
        Map<String, String> after = ratios();
        assertThat(before.remove("WORKSHOP_POOR_WORKERS")).isEqualTo("1/1");
        assertThat(after.remove("WORKSHOP_POOR_WORKERS"))
                .as("people of no registered household work too, and count among all workers")
                .isEqualTo("1/2");
        assertThat(after).as("industry " + industry).isEqualTo(before);
        assertThat(rows("PAID_INCOME").at("/0/numerator").asLong())
                .as("a sum of what was paid is nobody's mean")
                .isEqualTo(COUNTED_FEN + OTHER_FEN);
    }

    private String member(String household, String name, String number) {
        return village.officer
                .post(
                        "/api/v1/households/" + village.households.get(household) + "/members",
                        Map.of("name", name, "idNumber", number, "labour", "ORDINARY", "health", "HEALTHY"))
                .expect(201)
                .text("/id");
    }

    /** Its status begins tomorrow; its member works here already. */
    private void later() {
        Map<String, Object> card = Map.of(
                "registryNo",
                "R-" + UUID.randomUUID(),
                "villageCode",
                CODE,
                "attribute",
                "GENERAL",
                "mainCause",
                "NO_FUNDS",
                "status",
                "REGISTERED_POOR",
                "statusFrom",
                TODAY.plusDays(1).toString());
        village.households.put(
                "later",
                village.officer.post("/api/v1/households", card).expect(201).text("/id"));
        String number = Village.idNumber();
        village.members.put("later", member("later", "李四", number));
        Map<String, Object> joins =
                Map.of("name", "李四", "idNumber", number, "kind", "WORKER", "from", "2020-02-01", "contractMonths", 12);
        village.producer
                .post("/api/v1/producers/" + village.producerId + "/memberships", joins)
                .expect(201);
    }

    private String industry() {
        Map<String, Object> socks = Map.of(
                "countyCode", "341226000000",
                "name", "socks " + UUID.randomUUID(),
                "from", "2019-01-01",
                "document", "county paper 1");
        String industry =
                village.officer.post("/api/v1/industries", socks).expect(201).text("/id");
        village.officer
                .post(
                        "/api/v1/industries/" + industry + "/producers",
                        Map.of("producerId", village.producerId, "from", "2020-01-01"))
                .expect(201);
        return industry;
    }

    private String surveys(String name) {
        return "/api/v1/households/" + village.households.get(name) + "/surveys";
    }

    private static Map<String, Object> survey(long fen, int people) {
        return Map.of("year", TODAY.getYear(), "netIncomeFen", fen, "people", people, "document", "sheet 7");
    }

    /** A wage that a lot owes, released, paid by the bank and confirmed. */
    private void paid(String name, long fen) {
        Map<String, Object> terms = new HashMap<>(Village.workshopTerms());
        terms.put("operations", List.of(Map.of("code", "knit", "unit", "PIECE", "rateFen", fen, "perUnits", 1)));
        village.lot(village.sku("Socks", 69_000), village.agreement(terms), 1, null, new Object[] {name, "knit", 1});
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
        String account = "62220212%08d".formatted(village.members.get(name).hashCode() >>> 5);
        String change = village.officer
                .post(
                        "/api/v1/households/" + village.households.get(name) + "/payee-changes",
                        Map.of("memberId", village.members.get(name), "bankAccount", account))
                .expect(201)
                .text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
        String batches = "/api/v1/producers/" + village.producerId + "/payouts/batches";
        Api.Answer batch = village.admin.post(batches, Map.of()).expect(201);
        String made = batches + "/" + batch.text("/batch/id");
        village.officer.post(made + "/approval", Map.of()).expect(200);
        String item = batch.text("/items/0/id");
        village.clerk
                .csv(made + "/results", "item_id,result,receipt,reason\n" + item + ",PAID," + item + ",\n")
                .expect(200);
    }

    private JsonNode rows(String indicator) {
        return village.auditor
                .get("/api/v1/indicators/" + indicator + "?region=" + CODE + PERIOD)
                .expect(200)
                .body()
                .at("/rows");
    }

    /** Every indicator that divides; an industry is the county's, and is asked for there. */
    private Map<String, String> ratios() {
        Map<String, String> ratios = new TreeMap<>();
        for (Indicator indicator : Indicator.values()) {
            if (indicator == Indicator.INDUSTRY_INCOME || !divides(indicator)) {
                continue;
            }
            StringBuilder all = new StringBuilder();
            rows(indicator.name()).forEach(row -> all.append(ratio(row)));
            ratios.put(indicator.name(), all.toString());
        }
        ratios.put(Indicator.INDUSTRY_INCOME.name(), ofIndustry());
        assertThat(ratios).hasSize(13);
        return ratios;
    }

    private String ofIndustry() {
        JsonNode rows = village.auditor
                .get("/api/v1/indicators/INDUSTRY_INCOME?region=341226000000" + PERIOD)
                .expect(200)
                .body()
                .at("/rows");
        StringBuilder all = new StringBuilder();
        for (JsonNode row : rows) {
            if (row.at("/numerator").asLong() >= COUNTED_FEN) {
                all.append(ratio(row));
            }
        }
        return all.toString();
    }

    private static boolean divides(Indicator indicator) {
        return indicator.definition().unit() == Indicator.Unit.PERCENT
                || indicator.definition().unit() == Indicator.Unit.FEN_PER_HEAD;
    }

    private static String ratio(JsonNode row) {
        return row.at("/numerator").asLong() + "/" + row.at("/denominator").asString();
    }
}
