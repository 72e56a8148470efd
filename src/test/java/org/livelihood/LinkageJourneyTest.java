package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Sales of a park and of a trustee, over HTTP and to the fen: golden cases 3 and 4. */
@JourneyTest
class LinkageJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private static Map<String, Object> terms(String model, Map<String, Object> own) {
        Map<String, Object> terms = new HashMap<>(own);
        terms.putAll(Map.of("model", model, "logisticsFen", 0, "platformBasisPoints", 0, "hostBasisPoints", 0));
        return terms;
    }

    private static Map<String, Object> put(Village village, String name, String kind, long units, LocalDate day) {
        Map<String, Object> entry = new HashMap<>(Map.of(
                "memberId",
                village.members.get(name),
                "kind",
                kind,
                "units",
                units,
                "workedOn",
                day.toString(),
                "evidence",
                "sheet 1"));
        if (kind.equals("LABOUR")) {
            entry.put("operation", "pick");
        }
        return entry;
    }

    private static void sealed(
            Village village, String sku, String agreement, long units, List<Map<String, Object>> entries) {
        String lots = "/api/v1/producers/" + village.producerId + "/lots";
        String lot = lots + "/"
                + village.producer
                        .post(lots, Map.of("skuId", sku, "agreementId", agreement))
                        .expect(201)
                        .text("/id");
        village.producer
                .post(lot + "/contributions", Map.of("contributions", entries))
                .expect(201);
        village.producer
                .post(lot + "/seal", Map.of("units", units, "on", Village.DAY.toString()))
                .expect(200);
    }

    private JsonNode soldTo(Village village, String sku, long quantity, long totalFen) {
        Api shopper = village.shopper();
        Api.Answer order = shopper.post(
                        "/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", quantity))))
                .expect(201);
        assertThat(order.number("/totalFen")).isEqualTo(totalFen);
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        String trace = "/api/v1/trace/lines/" + order.text("/lines/0/id");
        await().atMost(PATIENCE).until(() -> village.auditor.get(trace).status() == 200);
        return village.auditor.get(trace).expect(200).body().at("/parts");
    }

    /** What of a sale a party has on one basis, all of it of one category and nature. */
    private static long fen(JsonNode parts, String party, String basis, String category, String nature) {
        List<JsonNode> found = StreamSupport.stream(parts.spliterator(), false)
                .filter(part -> part.at("/party/id").asString().equals(party))
                .filter(part -> part.at("/basis").asString().equals(basis))
                .toList();
        assertThat(found)
                .allMatch(part -> part.at("/category").asString().equals(category)
                        && part.at("/nature").asString().equals(nature));
        return found.stream().mapToLong(part -> part.at("/amountFen").asLong()).sum();
    }

    private static long fen(JsonNode parts, String basis) {
        return StreamSupport.stream(parts.spliterator(), false)
                .filter(part -> part.at("/basis").asString().equals(basis))
                .mapToLong(part -> part.at("/amountFen").asLong())
                .sum();
    }

    private static long ofHouseholds(JsonNode parts) {
        return StreamSupport.stream(parts.spliterator(), false)
                .filter(part -> part.at("/party/kind").asString().equals("HOUSEHOLD"))
                .mapToLong(part -> part.at("/amountFen").asLong())
                .sum();
    }

    @Test
    void aParkPaysRentWagesAndItsFund1860OfASaleOf10000() {
        Village village = new Village(web, tokens, "PARK");
        List.of("land3", "land2", "three", "two", "one").forEach(name -> village.household(name, "LESSOR"));
        List.of("hours32", "hours48").forEach(name -> village.household(name, "WORKER"));
        String agreement = village.agreement(terms(
                "PARK_DRIVEN",
                Map.of(
                        "rentFen",
                        300,
                        "wageFen",
                        480,
                        "fundBasisPoints",
                        300,
                        "beneficiaries",
                        List.of(
                                Map.of("household", village.households.get("three"), "persons", 3),
                                Map.of("household", village.households.get("two"), "persons", 2),
                                Map.of("household", village.households.get("one"), "persons", 1)))));
        String sku = village.sku("Peaches, a kilogram", 5_000);
        List<Map<String, Object>> entries = new ArrayList<>();
        entries.add(put(village, "land3", "LAND", 3_000, Village.DAY));
        entries.add(put(village, "land2", "LAND", 2_000, Village.DAY));
        for (int i = 0; i < 4; i++) {
            entries.add(put(village, "hours32", "LABOUR", 8 * 60, Village.DAY.minusDays(i)));
            entries.add(put(village, "hours48", "LABOUR", 12 * 60, Village.DAY.minusDays(i)));
        }
        sealed(village, sku, agreement, 2, entries);

        JsonNode parts = soldTo(village, sku, 2, 10_000);
        Map<String, String> of = village.households;
        assertThat(fen(parts, of.get("land3"), "RENT", "PROPERTY", "TRACE")).isEqualTo(360);
        assertThat(fen(parts, of.get("land2"), "RENT", "PROPERTY", "TRACE")).isEqualTo(240);
        assertThat(fen(parts, of.get("hours32"), "TIME_RATE", "WAGE", "TRACE")).isEqualTo(384);
        assertThat(fen(parts, of.get("hours48"), "TIME_RATE", "WAGE", "TRACE")).isEqualTo(576);
        assertThat(fen(parts, of.get("three"), "FUND", "TRANSFER", "ACCRUAL")).isEqualTo(150);
        assertThat(fen(parts, of.get("two"), "FUND", "TRANSFER", "ACCRUAL")).isEqualTo(100);
        assertThat(fen(parts, of.get("one"), "FUND", "TRANSFER", "ACCRUAL")).isEqualTo(50);
        assertThat(fen(parts, "FUND")).isEqualTo(300);
        assertThat(ofHouseholds(parts)).isEqualTo(1_860);
        assertThat(fen(parts, "REST")).isEqualTo(10_000 - 1_860);
    }

    @Test
    void aTrusteeWithAShareLeaves4080And2720OfASaleOf12000() {
        Village village = new Village(web, tokens, "COOPERATIVE");
        village.household("kilos600", "TRUSTOR");
        village.household("kilos400", "TRUSTOR");
        String agreement = village.agreement(terms(
                "PRODUCTION_TRUSTEESHIP", Map.of("inputCostFen", 4_000, "feeBasisPoints", 1_500, "seasonFeeFen", 0)));
        String sku = village.sku("Rice, a tonne", 12_000);
        sealed(
                village,
                sku,
                agreement,
                1,
                List.of(
                        put(village, "kilos600", "DELIVERY", 600_000, Village.DAY),
                        put(village, "kilos400", "DELIVERY", 400_000, Village.DAY)));

        JsonNode parts = soldTo(village, sku, 1, 12_000);
        Map<String, String> of = village.households;
        assertThat(fen(parts, of.get("kilos600"), "PROCEEDS", "OPERATING", "ACCRUAL"))
                .isEqualTo(4_080);
        assertThat(fen(parts, of.get("kilos400"), "PROCEEDS", "OPERATING", "ACCRUAL"))
                .isEqualTo(2_720);
        assertThat(fen(parts, "TRUSTEE_FEE")).isEqualTo(720 + 480);
        assertThat(fen(parts, "INPUT_COST")).isEqualTo(4_000);
        assertThat(ofHouseholds(parts)).isEqualTo(6_800);
    }

    @Test
    @DisplayName("D1: a sale after the season's fee was made up for is split: fee 1,000, A 4,800, B 3,200")
    void aFeeThatWasMadeUpForHoldsNoSaleUp() {
        Village village = new Village(web, tokens, "COOPERATIVE");
        village.household("a", "TRUSTOR");
        village.household("b", "TRUSTOR");
        String agreement = village.agreement(terms(
                "PRODUCTION_TRUSTEESHIP", Map.of("inputCostFen", 0, "feeBasisPoints", 0, "seasonFeeFen", 10_000)));
        String sku = village.sku("Rice, a sack", 500);
        sealed(
                village,
                sku,
                agreement,
                10,
                List.of(
                        put(village, "a", "DELIVERY", 600, Village.DAY),
                        put(village, "b", "DELIVERY", 400, Village.DAY)));
        assertThat(fen(soldTo(village, sku, 1, 500), "TRUSTEE_FEE")).isEqualTo(500);
        shelf.reprice(new SkuId(UUID.fromString(sku)), 9_000);
        assertThat(fen(soldTo(village, sku, 1, 9_000), "TRUSTEE_FEE")).isEqualTo(1_500);
        for (int sale = 3; sale <= 5; sale++) {
            JsonNode parts = soldTo(village, sku, 1, 9_000);
            assertThat(fen(parts, "TRUSTEE_FEE")).isEqualTo(1_000);
            assertThat(fen(parts, village.households.get("a"), "PROCEEDS", "OPERATING", "ACCRUAL"))
                    .isEqualTo(4_800);
            assertThat(fen(parts, village.households.get("b"), "PROCEEDS", "OPERATING", "ACCRUAL"))
                    .isEqualTo(3_200);
        }
        assertThat(village.auditor
                        .get("/api/v1/audit/checks/I1?producer=" + village.producerId)
                        .expect(200)
                        .text("/verdict"))
                .isEqualTo("PASS");
    }
}
