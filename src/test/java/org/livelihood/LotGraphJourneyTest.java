package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
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

/** Lots that are parted, put together, made into other goods with losses, and delivered on; the money follows. */
@JourneyTest
class LotGraphJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DAY = "2026-03-02";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private Village village(String kind) {
        Village village = new Village(web, tokens, kind);
        village.household("h1", kind.equals("WORKSHOP") ? "WORKER" : "SUPPLIER");
        village.household("h2", kind.equals("WORKSHOP") ? "WORKER" : "SUPPLIER");
        return village;
    }

    private static Map<String, Object> purchaseTerms(long guaranteeFen) {
        return Map.of(
                "model",
                "ORDER_ASSISTANCE",
                "guaranteePriceFen",
                guaranteeFen,
                "rebateBasisPoints",
                0,
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "hostBasisPoints",
                0,
                "recoverableFenPerPiece",
                0);
    }

    private static String lots(Village village) {
        return "/api/v1/producers/" + village.producerId + "/lots";
    }

    private static String open(Village village, String sku, String agreement) {
        return village.producer
                .post(lots(village), Map.of("skuId", sku, "agreementId", agreement))
                .expect(201)
                .text("/id");
    }

    private String sold(Village village, String sku, long quantity) {
        Api shopper = village.shopper();
        Api.Answer order = shopper.post(
                        "/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", quantity))))
                .expect(201);
        String id = order.text("/id");
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(id)))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        String line = order.text("/lines/0/id");
        await().atMost(PATIENCE)
                .until(() -> village.auditor.get("/api/v1/trace/lines/" + line).status() == 200);
        return line;
    }

    private static long traced(Village village, String line, String party) {
        return received(village, line, party, "TRACE");
    }

    private static long received(Village village, String line, String party, String nature) {
        JsonNode trace =
                village.auditor.get("/api/v1/trace/lines/" + line).expect(200).body();
        return StreamSupport.stream(trace.at("/parts").spliterator(), false)
                .filter(part -> part.at("/party/id").asString().equals(party))
                .filter(part -> part.at("/nature").asString().equals(nature))
                .mapToLong(part -> part.at("/amountFen").asLong())
                .sum();
    }

    /** None of the village's lots and goods is among those that offend the third invariant. */
    private static void requireSound(Village village) {
        String offenders = village.auditor
                .get("/api/v1/audit/checks/I3?limit=1000&producer=" + village.producerId)
                .expect(200)
                .body()
                .toString();
        JsonNode lots = village.producer.get(lots(village)).expect(200).body().at("/items");
        assertThat(lots.size()).isPositive();
        lots.forEach(lot -> assertThat(offenders)
                .doesNotContain(lot.at("/id").asString())
                .doesNotContain(lot.at("/sku").asString()));
    }

    @Test
    void partsOfALotExplainItsWagesOnceAndInAll() {
        Village village = village("WORKSHOP");
        String sku = village.sku("Socks", 690);
        String agreement = village.agreement(Village.workshopTerms());
        String lot = village.lot(
                        sku, agreement, 7, null, new Object[] {"h1", "knit", 10}, new Object[] {"h2", "sew", 10})
                .text("/id");
        String split = lots(village) + "/" + lot + "/split";
        village.producer.post(split, Map.of("parts", List.of(4, 4))).expect(409);
        JsonNode parts = village.producer
                .post(split, Map.of("parts", List.of(2, 3)))
                .expect(201)
                .body()
                .at("/lots");
        String merged = open(village, sku, agreement);
        Map<String, Object> seal = Map.of(
                "units",
                4,
                "on",
                DAY,
                "sources",
                List.of(
                        Map.of("lotId", parts.get(0).asString(), "units", 1),
                        Map.of("lotId", parts.get(1).asString(), "units", 3)));
        village.producer.post(lots(village) + "/" + merged + "/seal", seal).expect(200);

        String h1 = village.households.get("h1");
        String h2 = village.households.get("h2");
        List<String> lines = List.of(sold(village, sku, 1), sold(village, sku, 2), sold(village, sku, 4));
        assertThat(lines.stream().mapToLong(line -> traced(village, line, h1)).sum())
                .isEqualTo(300);
        assertThat(lines.stream().mapToLong(line -> traced(village, line, h2)).sum())
                .isEqualTo(200);
        JsonNode graph = village.auditor
                .get(lots(village) + "/" + lot + "/graph")
                .expect(200)
                .body();
        assertThat(graph.at("/sources").size()).isZero();
        assertThat(graph.at("/uses").size()).isEqualTo(4);
        requireSound(village);
    }

    @Test
    void aPartIsSoldBeforeWhatWasMadeAfterItsLot() {
        Village village = village("WORKSHOP");
        String sku = village.sku("Socks", 690);
        String agreement = village.agreement(Village.workshopTerms());
        String first = village.lot(sku, agreement, 4, null, new Object[] {"h1", "knit", 4})
                .text("/id");
        village.lot(sku, agreement, 4, null, new Object[] {"h2", "knit", 4});
        village.producer
                .post(lots(village) + "/" + first + "/split", Map.of("parts", List.of(2)))
                .expect(201);
        String line = sold(village, sku, 4);
        assertThat(traced(village, line, village.households.get("h1"))).isEqualTo(4 * 30);
        assertThat(traced(village, line, village.households.get("h2"))).isZero();
        requireSound(village);
    }

    @Test
    void boxesCarryWhatTheBrokenEggsCost() {
        Village village = village("FARM");
        String eggs = village.sku("Eggs, one", 200);
        String boxes = village.sku("Eggs, thirty", 5_980);
        String agreement = village.agreement(purchaseTerms(105));
        String lot = village.lot(
                        eggs, agreement, 100, 98L, new Object[] {"h1", null, 60}, new Object[] {"h2", null, 40})
                .text("/id");
        String boxed = open(village, boxes, agreement);
        String seal = lots(village) + "/" + boxed + "/seal";
        Map<String, Object> sources = Map.of("lotId", lot, "units", 97);
        Map<String, Object> three = Map.of(
                "units", 3, "on", DAY, "sources", List.of(sources), "lostUnits", 6, "ratioIn", 30, "ratioOut", 1);
        village.producer.post(seal, three).expect(422);
        Map<String, Object> balanced = new HashMap<>(three);
        balanced.put("lostUnits", 7);
        village.producer.post(seal, balanced).expect(200);
        village.producer
                .post(
                        lots(village) + "/" + lot + "/losses",
                        Map.of("units", 2, "reason", "dropped", "evidence", "slip 7"))
                .expect(201);
        village.producer
                .post(
                        lots(village) + "/" + lot + "/losses",
                        Map.of("units", 2, "reason", "dropped", "evidence", "slip 8"))
                .expect(409);

        String h1 = village.households.get("h1");
        String h2 = village.households.get("h2");
        String first = sold(village, boxes, 1);
        String rest = sold(village, boxes, 2);
        long carried = traced(village, first, h1) + traced(village, rest, h1);
        assertThat(carried).isEqualTo(60 * 98 * 97 / 100 + 60 * 7 * 97 / 100);
        assertThat(traced(village, first, h2) + traced(village, rest, h2))
                .isEqualTo(40 * 98 * 97 / 100 + 40 * 7 * 97 / 100);
        requireSound(village);
    }

    @Test
    void anEnterpriseSellsWhatACooperativeDeliveredAndTheTraceReachesTheHouseholds() {
        Village cooperative = village("WORKSHOP");
        Village enterprise = new Village(web, tokens, "ENTERPRISE");
        String made = cooperative.sku("Socks", 690);
        String lot = cooperative
                .lot(
                        made,
                        cooperative.agreement(Village.workshopTerms()),
                        10,
                        null,
                        new Object[] {"h1", "knit", 10},
                        new Object[] {"h2", "sew", 10})
                .text("/id");
        String deliveries = lots(cooperative) + "/" + lot + "/deliveries";
        Map<String, Object> body = Map.of("toProducerId", enterprise.producerId, "units", 6, "evidence", "receipt 1");
        enterprise.producer.post(deliveries, body).expect(404);
        String delivery =
                cooperative.producer.post(deliveries, body).expect(201).text("/id");
        String recalled = cooperative
                .producer
                .post(
                        deliveries,
                        body.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, one -> one.getKey().equals("units") ? 4 : one.getValue())))
                .expect(201)
                .text("/id");
        String recall = "/api/v1/producers/" + cooperative.producerId + "/lot-deliveries/" + recalled + "/recall";
        cooperative.producer.post(recall, Map.of()).expect(204);
        cooperative.producer.post(recall, Map.of()).expect(409);

        String gift = enterprise.sku("Socks, gift box", 1_500);
        String boxed = open(enterprise, gift, enterprise.agreement(purchaseTerms(70)));
        Map<String, Object> seal =
                Map.of("units", 3, "on", DAY, "marketPriceFen", 65, "deliveries", List.of(delivery), "ratioIn", 2);
        enterprise.producer.post(lots(enterprise) + "/" + boxed + "/seal", seal).expect(200);
        enterprise.producer.post(lots(enterprise) + "/" + boxed + "/seal", seal).expect(409);

        String line = sold(enterprise, gift, 3);
        String h1 = cooperative.households.get("h1");
        String h2 = cooperative.households.get("h2");
        assertThat(traced(enterprise, line, h1)).isEqualTo(180);
        assertThat(traced(enterprise, line, h2)).isEqualTo(120);
        assertThat(traced(enterprise, line, cooperative.producerId)).isEqualTo(6 * 70 - 300);
        assertThat(balance(enterprise, "LOT_COST", enterprise.producerId)).isZero();
        assertThat(balance(enterprise, "LOT_COST", cooperative.producerId)).isEqualTo(500 - 300);
        assertThat(balance(enterprise, "PRODUCER_PAYABLE", cooperative.producerId))
                .isEqualTo(-(6 * 70 - 300));
        requireSound(enterprise);
        requireSound(cooperative);
    }

    private static long balance(Village village, String account, String owner) {
        return village.auditor
                .get("/api/v1/ledger/accounts/" + account + "/" + owner + "/balance")
                .expect(200)
                .number("/balanceFen");
    }

    @Test
    void aLineStandsOnTheLotThatThePackerScanned() {
        Village village = village("WORKSHOP");
        String sku = village.sku("Socks", 690);
        String agreement = village.agreement(Village.workshopTerms());
        String first = village.lot(sku, agreement, 5, null, new Object[] {"h1", "knit", 5})
                .text("/id");
        String second = village.lot(sku, agreement, 5, null, new Object[] {"h2", "knit", 5})
                .text("/id");
        String other = village.sku("Gloves", 990);
        String gloves = village.lot(other, agreement, 5, null, new Object[] {"h1", "knit", 5})
                .text("/id");
        String line = sold(village, sku, 2);
        String h1 = village.households.get("h1");
        String h2 = village.households.get("h2");
        assertThat(traced(village, line, h1)).isEqualTo(60);
        String lot = "/api/v1/attribution/producers/" + village.producerId + "/lines/" + line + "/lot";
        village.producer.put(lot, Map.of("lotId", gloves)).expect(422);
        village.shopper().put(lot, Map.of("lotId", second)).expect(403);
        village.producer.put(lot, Map.of("lotId", second)).expect(204);
        assertThat(traced(village, line, h1)).isZero();
        assertThat(traced(village, line, h2)).isEqualTo(60);
        String rest = sold(village, sku, 4);
        assertThat(traced(village, rest, h1)).isEqualTo(120);
        village.producer.put(lot, Map.of("lotId", first)).expect(409);
        requireSound(village);
        assertThat(village.auditor
                        .get("/api/v1/attribution/lines/" + line + "/recomputation")
                        .expect(200)
                        .body()
                        .at("/same")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aFixedFeeThatOneSaleCannotBearIsCarriedToLaterOnes() {
        Village village = village("FARM");
        String sku = village.sku("Rice", 100);
        Map<String, Object> terms = Map.of(
                "model",
                "PRODUCTION_TRUSTEESHIP",
                "inputCostFen",
                0,
                "feeBasisPoints",
                0,
                "seasonFeeFen",
                1_500,
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "hostBasisPoints",
                0);
        String agreement = village.agreement(terms);
        String fine = village.sku("Fine rice", 1_000);
        village.lot(sku, agreement, 10, null, new Object[] {"h1", null, 30_000});
        village.lot(fine, agreement, 10, null, new Object[] {"h1", null, 30_000});
        String h1 = village.households.get("h1");
        String poor = sold(village, sku, 10);
        assertThat(received(village, poor, h1, "ACCRUAL"))
                .as("1,000 less a fee of 1,500")
                .isZero();
        String good = sold(village, fine, 10);
        assertThat(received(village, good, h1, "ACCRUAL"))
                .as("less 500 besides")
                .isEqualTo(10_000 - 1_500 - 500);
        for (String line : List.of(poor, good)) {
            assertThat(village.auditor
                            .get("/api/v1/attribution/lines/" + line + "/recomputation")
                            .expect(200)
                            .body()
                            .at("/same")
                            .asBoolean())
                    .isTrue();
        }
    }

    private static String verdict(Village village, String check) {
        return village.auditor
                .get("/api/v1/audit/checks/" + check + "?producer=" + village.producerId)
                .expect(200)
                .text("/verdict");
    }

    @Test
    @DisplayName("D5: what a producer that delivered earns of a sale is within its price")
    void aDeliveredMarginIsWithinThePayroll() {
        Village cooperative = village("WORKSHOP");
        Village enterprise = new Village(web, tokens, "ENTERPRISE");
        String lot = cooperative
                .lot(
                        cooperative.sku("Socks", 690),
                        cooperative.agreement(Village.workshopTerms()),
                        6,
                        null,
                        new Object[] {"h1", "knit", 10})
                .text("/id");
        String delivery = cooperative
                .producer
                .post(
                        lots(cooperative) + "/" + lot + "/deliveries",
                        Map.of("toProducerId", enterprise.producerId, "units", 6, "evidence", "receipt 1"))
                .expect(201)
                .text("/id");
        String gift = enterprise.sku("Socks, gift box", 1_500);
        String boxed = open(enterprise, gift, enterprise.agreement(purchaseTerms(70)));
        Map<String, Object> seal =
                Map.of("units", 3, "on", DAY, "marketPriceFen", 70, "deliveries", List.of(delivery), "ratioIn", 2);
        enterprise.producer.post(lots(enterprise) + "/" + boxed + "/seal", seal).expect(200);
        String line = sold(enterprise, gift, 1);
        assertThat(traced(enterprise, line, cooperative.producerId)).isEqualTo((6 * 70 - 300) / 3);
        assertThat(verdict(enterprise, "I6")).isEqualTo("PASS");
        assertThat(verdict(cooperative, "I6")).isEqualTo("PASS");
    }

    @Test
    @DisplayName("D13: a sale cannot be scanned onto goods or terms that are younger than it")
    void aSaleStandsOnNothingYounger() {
        Village village = village("WORKSHOP");
        String sku = village.sku("Socks", 690);
        String agreement = village.agreement(Village.workshopTerms());
        village.lot(sku, agreement, 5, null, new Object[] {"h1", "knit", 5});
        String line = sold(village, sku, 2);
        String second = village.lot(sku, agreement, 5, null, new Object[] {"h2", "knit", 5})
                .text("/id");
        String lot = "/api/v1/attribution/producers/" + village.producerId + "/lines/" + line + "/lot";
        soldOn(line, Village.DAY.minusDays(1));
        assertThat(village.producer
                        .put(lot, Map.of("lotId", second))
                        .expect(422)
                        .text("/code"))
                .as("made on the day after")
                .isEqualTo("lot.not-sellable");
        soldOn(line, Village.DAY);
        village.producer.put(lot, Map.of("lotId", second)).expect(204);

        String versions = "/api/v1/producers/" + village.producerId + "/agreements/" + agreement + "/versions";
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, Object> draft = Map.of(
                "title",
                "Agreement",
                "terms",
                Village.workshopTerms(),
                "evidenceHash",
                "cd".repeat(32),
                "from",
                today.toString(),
                "until",
                today.plusDays(9).toString());
        village.producer.post(versions, draft).expect(201);
        village.producer.post(versions + "/2/activation", Map.of()).expect(200);
        String third = open(village, sku, agreement);
        Map<String, Object> knitted = Map.of(
                "memberId",
                village.members.get("h1"),
                "kind",
                "LABOUR",
                "operation",
                "knit",
                "units",
                5,
                "workedOn",
                today.toString(),
                "evidence",
                "sheet 2");
        village.producer
                .post(lots(village) + "/" + third + "/contributions", Map.of("contributions", List.of(knitted)))
                .expect(201);
        village.producer
                .post(lots(village) + "/" + third + "/seal", Map.of("units", 5, "on", today.toString()))
                .expect(200);
        for (LocalDate day : List.of(Village.DAY, today.minusDays(1), today.plusDays(10))) {
            soldOn(line, day);
            village.producer.put(lot, Map.of("lotId", third)).expect(422);
        }
        soldOn(line, today);
        village.producer.put(lot, Map.of("lotId", third)).expect(204);
        assertThat(verdict(village, "I8")).isEqualTo("PASS");
    }

    private void soldOn(String line, LocalDate day) {
        shelf.run(
                "UPDATE attribution_line SET paid_at = CAST(? AS timestamptz) WHERE line_id = ?",
                day + "T23:59:59+08:00",
                UUID.fromString(line));
    }
}
