package org.livelihood.goods.lot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A correction names what it corrects, takes back at most what is left of it, and counts on its day. */
@JourneyTest
class CorrectionJourneyTest {

    private static final LocalDate MARCH = LocalDate.parse("2026-03-02");
    private static final LocalDate APRIL = LocalDate.parse("2026-04-20");

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private Village village;
    private String lots;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "COOPERATIVE");
        lots = "/api/v1/producers/" + village.producerId + "/lots";
    }

    private static Map<String, Object> timeTerms() {
        return Map.of(
                "model",
                "WORKSHOP",
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "operations",
                List.of(
                        Map.of("code", "hours", "unit", "MINUTE", "rateFen", 1_500, "perUnits", 60),
                        Map.of("code", "knit", "unit", "PIECE", "rateFen", 30, "perUnits", 1)));
    }

    private String shareholding() {
        return village.agreement(Map.of(
                "model",
                "SHAREHOLDING",
                "reserveBasisPoints",
                0,
                "patronageBasisPoints",
                6_000,
                "guaranteeBasisPoints",
                0,
                "shares",
                List.of(Map.of("household", village.households.get("a"), "quantifiedFen", 1_000)),
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "hostBasisPoints",
                0));
    }

    private String open(String sku, String agreement) {
        return village.producer
                .post(lots, Map.of("skuId", sku, "agreementId", agreement))
                .expect(201)
                .text("/id");
    }

    private Api.Answer put(
            String lot, String name, @Nullable String operation, long units, LocalDate day, @Nullable String corrects) {
        Map<String, Object> entry = new HashMap<>();
        boolean member = village.members.containsKey(name);
        entry.put(member ? "memberId" : "workerId", (member ? village.members : village.workers).get(name));
        entry.put("kind", operation == null ? "DELIVERY" : "LABOUR");
        entry.put("units", units);
        entry.put("workedOn", day.toString());
        entry.put("evidence", "sheet 1");
        if (operation != null) {
            entry.put("operation", operation);
        }
        if (corrects != null) {
            entry.put("corrects", corrects);
        }
        return village.producer.post(lots + "/" + lot + "/contributions", Map.of("contributions", List.of(entry)));
    }

    private JsonNode sealed(String lot, LocalDate on) {
        return village.producer
                .post(lots + "/" + lot + "/seal", Map.of("units", 1, "on", on.toString()))
                .expect(200)
                .body();
    }

    @Test
    @DisplayName("D2: a day's hours are not given back by a lot that never had them")
    void noLotGivesBackWhatAnotherHas() {
        village.household("a", "WORKER");
        String sku = village.sku("Socks", 690_000);
        String agreement = village.agreement(timeTerms());
        String first = open(sku, agreement);
        String never = open(sku, agreement);
        String third = open(sku, agreement);
        String entry = put(first, "a", "hours", 1_440, MARCH, null).expect(201).text("/ids/0");
        assertThat(put(never, "a", "hours", -1_440, MARCH, null).expect(422).text("/code"))
                .isEqualTo("lot.correction-unnamed");
        assertThat(put(never, "a", "hours", -1_440, MARCH, entry).expect(422).text("/code"))
                .isEqualTo("lot.no-such-entry");
        assertThat(put(third, "a", "hours", 1_440, MARCH, null).expect(422).text("/code"))
                .isEqualTo("lot.too-many-hours");

        put(first, "a", "hours", -440, MARCH, entry).expect(201);
        assertThat(put(first, "a", "hours", -1_001, MARCH, entry).expect(422).text("/code"))
                .isEqualTo("lot.more-than-entered");
        assertThat(put(third, "a", "hours", 441, MARCH, null).expect(422).text("/code"))
                .isEqualTo("lot.too-many-hours");
        put(third, "a", "hours", 440, MARCH, null).expect(201);
        assertThat(sealed(first, MARCH).at("/payables/0/amount").asLong()).isEqualTo(25_000);
        assertThat(sealed(third, MARCH).at("/payables/0/amount").asLong()).isEqualTo(11_000);
        put(first, "a", "hours", -1, MARCH, entry).expect(409);
    }

    @Test
    @DisplayName("D2: hours that an unsealed lot gave back of others before corrections named anything count still")
    void oldCorrectionsThatNameNothingGiveNothingBack() {
        village.household("a", "WORKER");
        String sku = village.sku("Socks", 690_000);
        String agreement = village.agreement(timeTerms());
        put(open(sku, agreement), "a", "hours", 1_440, MARCH, null).expect(201);
        shelf.run("""
                ALTER TABLE lot_contribution DROP CONSTRAINT lot_contribution_correction""");
        shelf.run("""
                INSERT INTO lot_contribution (producer_id, lot_id, id, party_kind, party_id, member_id, kind, operation,
                                              unit, units, worked_on, evidence, recorded_by)
                SELECT producer_id, ?, gen_random_uuid(), party_kind, party_id, member_id, kind, operation, unit, -units,
                       worked_on, evidence, recorded_by
                  FROM lot_contribution WHERE member_id = ?""", UUID.fromString(open(sku, agreement)), UUID.fromString(village.members.get("a")));
        shelf.run("""
                ALTER TABLE lot_contribution ADD CONSTRAINT lot_contribution_correction
                  CHECK ((units < 0) = (corrects IS NOT NULL)) NOT VALID""");
        assertThat(put(open(sku, agreement), "a", "hours", 1, MARCH, null)
                        .expect(422)
                        .text("/code"))
                .isEqualTo("lot.too-many-hours");
    }

    @Test
    @DisplayName("D4: a day that was told too much once shuts nobody out of other days")
    void anOldImpossibleDayShutsNobodyOut() {
        village.household("a", "WORKER");
        String sku = village.sku("Socks", 690_000);
        String agreement = village.agreement(timeTerms());
        put(open(sku, agreement), "a", "hours", 1_440, MARCH, null).expect(201);
        shelf.run("""
                INSERT INTO lot_contribution (producer_id, lot_id, id, party_kind, party_id, member_id, kind, operation,
                                              unit, units, worked_on, evidence, recorded_by)
                SELECT producer_id, ?, gen_random_uuid(), party_kind, party_id, member_id, kind, operation, unit, units,
                       worked_on, evidence, recorded_by
                  FROM lot_contribution WHERE member_id = ?""", UUID.fromString(open(sku, agreement)), UUID.fromString(village.members.get("a")));
        put(open(sku, agreement), "a", "hours", 60, MARCH.plusDays(1), null).expect(201);
        assertThat(put(open(sku, agreement), "a", "hours", 1, MARCH, null)
                        .expect(422)
                        .text("/code"))
                .isEqualTo("lot.too-many-hours");
    }

    @Test
    @DisplayName("D3: what was taken back later is not patronage of the day on which it was taken back")
    void aCorrectionCountsOnTheDayOfItsEntry() {
        village.household("a", "SUPPLIER");
        village.worker("b", "SUPPLIER");
        String sku = village.sku("Rice", 690_000);
        String agreement = shareholding();
        String lot = open(sku, agreement);
        put(lot, "b", null, 1_000, MARCH, null).expect(201);
        String wrong = put(lot, "a", null, 999_000, MARCH, null).expect(201).text("/ids/0");
        put(lot, "a", null, -999_000, APRIL, wrong).expect(201);
        sealed(lot, APRIL);
        String dividends = "/api/v1/producers/" + village.producerId + "/dividends";
        Map<String, Object> declared = Map.of(
                "agreementId",
                agreement,
                "from",
                "2026-01-01",
                "to",
                "2026-03-31",
                "surplusFen",
                100_000,
                "decision",
                "assembly",
                "evidenceHash",
                "ab".repeat(32));
        String id = village.producer.post(dividends, declared).expect(201).text("/id");
        JsonNode parts = village.auditor
                .get(dividends + "/" + id + "/parts")
                .expect(200)
                .body()
                .at("/items");
        assertThat(parts.at("/0/party/id").asString()).isEqualTo(village.workers.get("b"));
        assertThat(parts.at("/0/basis").asString()).isEqualTo("PATRONAGE");
        assertThat(parts.at("/0/amountFen").asLong()).isEqualTo(60_000);
    }

    @Test
    @DisplayName("D2: a correction is of the same person, operation and lot, once for each unit")
    void aCorrectionFitsWhatItNames() {
        village.household("a", "WORKER");
        village.household("b", "WORKER");
        village.worker("c", "WORKER");
        String sku = village.sku("Socks", 690_000);
        String lot = open(sku, village.agreement(timeTerms()));
        String ofA = put(lot, "a", "knit", 10, MARCH, null).expect(201).text("/ids/0");
        String ofC = put(lot, "c", "knit", 10, MARCH, null).expect(201).text("/ids/0");
        for (String[] wrong : new String[][] {{"b", "knit", ofA}, {"a", "hours", ofA}, {"a", "knit", ofC}}) {
            assertThat(put(lot, wrong[0], wrong[1], -1, MARCH, wrong[2])
                            .expect(422)
                            .text("/code"))
                    .isEqualTo("lot.corrects-another");
        }
        String taken = put(lot, "a", "knit", -10, MARCH, ofA).expect(201).text("/ids/0");
        put(lot, "a", "knit", -1, MARCH, ofA).expect(422);
        assertThat(put(lot, "a", "knit", -1, MARCH, taken).expect(422).text("/code"))
                .isEqualTo("lot.no-such-entry");
        assertThat(put(lot, "a", "knit", 1, MARCH, ofA).expect(422).text("/code"))
                .isEqualTo("lot.correction-unnamed");
        JsonNode entries = village.auditor
                .get(lots + "/" + lot + "/contributions")
                .expect(200)
                .body()
                .at("/items");
        assertThat(entries.size()).isEqualTo(2);
        assertThat(entries.at("/0/units").asLong()).isEqualTo(10);
        assertThat(entries.at("/0/left").asLong()).isZero();
        assertThat(entries.at("/1/left").asLong()).isEqualTo(10);
        village.shopper().get(lots + "/" + lot + "/contributions").expect(403);
        JsonNode frozen = sealed(lot, MARCH);
        assertThat(frozen.at("/payables").size()).isEqualTo(1);
        assertThat(frozen.at("/payables/0/amount").asLong()).isEqualTo(300);
    }
}
