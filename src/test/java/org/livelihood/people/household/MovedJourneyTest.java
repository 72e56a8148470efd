package org.livelihood.people.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What a person who moved earns belongs where she belongs on the day, whatever it is that she earns. */
@JourneyTest
class MovedJourneyTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final LocalDate MOVED = Village.DAY.plusDays(10);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Shelf shelf;

    private Village village;
    private String person;
    private String former;
    private String next;

    private void settle(String kind, String stands) {
        village = new Village(web, tokens, kind);
        village.household("mover", stands);
        village.household("others", stands);
        person = village.members.get("mover");
        former = village.households.get("mover");
        next = village.households.get("others");
    }

    private void moves(LocalDate day) {
        village.officer
                .post(
                        "/api/v1/members/" + person + "/departure",
                        Map.of("until", day.minusDays(1).toString(), "reason", "MARRIED_OUT", "document", "户口簿 7"))
                .expect(204);
        Map<String, Object> joins = Map.of(
                "name", "张mover",
                "idNumber", village.numberOf("mover"),
                "labour", "ORDINARY",
                "health", "HEALTHY",
                "from", day.toString(),
                "reason", "MARRIED_IN");
        village.officer.post("/api/v1/households/" + next + "/members", joins).expect(201);
    }

    private List<String> owed(String source) {
        return database.sql("SELECT party_id || ' ' || amount_fen AS owed FROM payable WHERE source_id = :source")
                .bind("source", UUID.fromString(source))
                .map(row -> row.get("owed", String.class))
                .all()
                .collectList()
                .block();
    }

    /** A lot of what she did on a day, by the hour or by the gram; its id. */
    private String lot(String sku, String agreement, LocalDate day, Map<String, Object> work) {
        String lots = "/api/v1/producers/" + village.producerId + "/lots";
        String lot = village.producer
                .post(lots, Map.of("skuId", sku, "agreementId", agreement))
                .expect(201)
                .text("/id");
        Map<String, Object> entry = new HashMap<>(work);
        entry.putAll(Map.of("memberId", person, "workedOn", day.toString(), "evidence", "sheet 1"));
        village.producer
                .post(lots + "/" + lot + "/contributions", Map.of("contributions", List.of(entry)))
                .expect(201);
        village.producer
                .post(lots + "/" + lot + "/seal", Map.of("units", 1, "on", day.toString()))
                .expect(200);
        return lot;
    }

    @Test
    @DisplayName("A2: a host's wage is of the household to which she belongs on the day on which she hosted")
    void aHostsWage() {
        settle("WORKSHOP", "WORKER");
        String session = village.session(1_000, "mover");
        moves(TODAY.minusDays(1));
        village.host.post("/api/v1/sessions/" + session + "/end", Map.of()).expect(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> !owed(session).isEmpty());
        assertThat(owed(session)).containsExactly(next + " 1000");
    }

    @Test
    @DisplayName("A2: a pay period tops up each household for the hours that she worked as one of it")
    void aPayPeriod() {
        settle("WORKSHOP", "WORKER");
        village.officer
                .post(
                        "/api/v1/minimum-wages",
                        Map.of(
                                "regionCode",
                                Village.CODE,
                                "validFrom",
                                Village.DAY.plusDays(40).toString(),
                                "fenPerHour",
                                1_800,
                                "document",
                                "2026/2"))
                .expect(201);
        moves(MOVED);
        String agreement = village.agreement(Map.of(
                "model",
                "WORKSHOP",
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "operations",
                List.of(Map.of("code", "hours", "unit", "MINUTE", "rateFen", 600, "perUnits", 60))));
        String sku = village.sku("Socks", 69_000);
        Map<String, Object> hour = Map.of("kind", "LABOUR", "operation", "hours", "units", 60);
        lot(sku, agreement, MOVED.minusDays(1), hour);
        lot(sku, agreement, MOVED, Map.of("kind", "LABOUR", "operation", "hours", "units", 120));
        Map<String, Object> period = Map.of(
                "from", Village.DAY.toString(),
                "to", Village.DAY.plusDays(41).toString(),
                "evidence", "sheet 3",
                "attendance", List.of());
        String closed = village.producer
                .post("/api/v1/producers/" + village.producerId + "/pay-periods", period)
                .expect(201)
                .text("/id");
        assertThat(owed(closed)).containsExactlyInAnyOrder(former + " 1200", next + " 2400");
    }

    @Test
    @DisplayName("A2: a dividend by patronage is of the household to which she belongs on the day of the decision")
    void aDividend() {
        settle("COOPERATIVE", "SUPPLIER");
        moves(MOVED);
        Map<String, Object> terms = Map.of(
                "model", "SHAREHOLDING",
                "reserveBasisPoints", 0,
                "patronageBasisPoints", 6_000,
                "guaranteeBasisPoints", 0,
                "shares", List.of(Map.of("household", former, "quantifiedFen", 1_000)),
                "logisticsFen", 0,
                "platformBasisPoints", 0,
                "hostBasisPoints", 0);
        String agreement = village.agreement(terms);
        String sku = village.sku("Melons", 69_000);
        lot(sku, agreement, MOVED.minusDays(1), Map.of("kind", "DELIVERY", "units", 1_000));
        lot(sku, agreement, MOVED, Map.of("kind", "DELIVERY", "units", 3_000));
        Map<String, Object> declaration = Map.of(
                "agreementId",
                agreement,
                "from",
                Village.DAY.toString(),
                "to",
                Village.DAY.plusDays(60).toString(),
                "surplusFen",
                4_000,
                "decision",
                "assembly 2026/1",
                "evidenceHash",
                "cd".repeat(32));
        String dividends = "/api/v1/producers/" + village.producerId + "/dividends";
        String dividend =
                village.producer.post(dividends, declaration).expect(201).text("/id");
        village.officer.post(dividends + "/" + dividend + "/approval", Map.of()).expect(200);
        assertThat(owed(dividend))
                .as("by patronage to her household, by its share to the one that holds it")
                .containsExactlyInAnyOrder(next + " 2400", former + " 1600");
    }

    @Test
    @DisplayName("A2: F3 finds work that counts for a household to which she did not belong on its day")
    void workOfAnotherHousehold() {
        settle("WORKSHOP", "WORKER");
        moves(MOVED);
        String agreement = village.agreement(Village.workshopTerms());
        Map<String, Object> pair = Map.of("kind", "LABOUR", "operation", "knit", "units", 1);
        String lot = lot(village.sku("Socks", 6_900), agreement, MOVED, pair);
        assertThat(owed(lot)).containsExactly(next + " 30");
        assertThat(found()).isEmpty();
        shelf.run(
                "UPDATE lot_contribution SET party_id = ? WHERE lot_id = ?",
                UUID.fromString(former),
                UUID.fromString(lot));
        assertThat(found()).containsExactly(person + " should be of " + next);
    }

    private List<String> found() {
        Api.Answer check = village.auditor
                .get("/api/v1/audit/checks/F3?producer=" + village.producerId)
                .expect(200);
        List<String> found = new ArrayList<>();
        for (JsonNode rule : check.body().at("/rules")) {
            if (rule.at("/rule").asString().equals("work-is-of-her-household")) {
                assertThat(rule.at("/examined").asLong()).isPositive();
                rule.at("/offenders")
                        .forEach(one -> found.add(one.at("/id").asString() + " should be of "
                                + one.at("/details/household").asString()));
            }
        }
        return found;
    }
}
